//! What the judge costs, on a table made like menus: `cargo bench --bench validate`.

#![expect(missing_docs, reason = "criterion's macro makes a public function")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench stops at what it did not expect"
)]

use ardoise::schema::{Source, built_in, validate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write;
use std::hint::black_box;

const ROWS: u64 = 100_000;

/// Rows that differ in date, course, name and label, as menus do.
fn table() -> String {
    let schema = built_in("menus-collectifs").unwrap().unwrap();
    let names: Vec<&str> = schema.fields.iter().map(|f| f.name.as_str()).collect();
    let courses = [
        "entrée",
        "plat principal",
        "garniture",
        "produit laitier",
        "dessert",
    ];
    let mut csv = names.join(",") + "\n";
    for (n, course) in (0..ROWS).zip(courses.iter().cycle()) {
        let siqo = if n % 4 == 0 {
            "\"[\"\"agriculture biologique\"\"]\""
        } else {
            ""
        };
        let (month, day) = (n / 5 / 28 % 12 + 1, n / 5 % 28 + 1);
        writeln!(
            csv,
            "Commune de Valmenu,12345678200010,Cuisine centrale,12345678200010,École {},35999,0350001A,EN,élémentaire,\
             élèves,2022-{month:02}-{day:02},déjeuner,{course},Plat {n},,{siqo},,,,,\"[\"\"sans texture modifiée\"\"]\",,,\
             2022-11-01T12:00:00Z,,",
            n / 5000
        )
        .unwrap();
    }
    csv
}

fn judge(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menus.csv");
    let table = table();
    std::fs::write(&path, &table).unwrap();
    let schema = built_in("menus-collectifs").unwrap().unwrap();
    let source = Source::open(&path).unwrap();
    assert!(validate(&source, &schema).unwrap().is_valid());
    let mut group = criterion.benchmark_group("validate");
    group.throughput(Throughput::Elements(ROWS));
    group.sample_size(20);
    group.bench_function("menus", |b| {
        b.iter(|| black_box(validate(&source, &schema)).unwrap().rows)
    });
    group.finish();
}

criterion_group!(benches, judge);
criterion_main!(benches);
