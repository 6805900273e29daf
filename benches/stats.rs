//! What counting costs, on a table made like menus: `cargo bench --bench stats`.

#![expect(missing_docs, reason = "criterion's macro makes a public function")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench stops at what it did not expect"
)]

use ardoise::scdl::{Course, Format, MealKind, Plat, Siqo};
use ardoise::stats::{Filter, Tally};
use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::fs::File;
use std::hint::black_box;
use std::io::{Seek, Write};

const ROWS: u64 = 100_000;
const COURSES: [Course; 5] = [
    Course::Entree,
    Course::PlatPrincipal,
    Course::Garniture,
    Course::ProduitLaitier,
    Course::Dessert,
];

/// Rows that differ in date, course, name and label, as menus do.
fn plat(n: u64, name: &str) -> Plat<'_> {
    Plat {
        menu_coll_nom: "Commune de Valmenu",
        menu_restaurant_nom: ["Tilleuls", "Érables"][(n / 50_000 % 2) as usize],
        menu_restaurant_id: "0350001A",
        menu_date: NaiveDate::default() + Days::new(n / 5 % 1500),
        menu_repas_type: MealKind::Dejeuner,
        menu_plat_type: COURSES[(n % 5) as usize],
        menu_plat_nom: name,
        menu_plat_siqo: if n.is_multiple_of(4) {
            &[Siqo::AgricultureBiologique]
        } else {
            &[]
        },
        menu_plat_label: if n.is_multiple_of(9) { "local" } else { "" },
        menu_plat_regime: &[],
    }
}

fn csv(names: &[String]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    writeln!(file, "menuRestaurantNom,menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatSiqo,menuPlatLabel").unwrap();
    let mut rows = String::new();
    for (n, name) in (0..ROWS).zip(names.iter().cycle()) {
        let plat = plat(n, name);
        let siqo = match plat.menu_plat_siqo {
            [] => "",
            _ => "\"[\"\"agriculture biologique\"\"]\"",
        };
        rows.push_str(&format!(
            "{},{},déjeuner,{},{name},{siqo},{}\n",
            plat.menu_restaurant_nom,
            plat.menu_date,
            plat.menu_plat_type.as_str(),
            plat.menu_plat_label
        ));
    }
    file.write_all(rows.as_bytes()).unwrap();
    file
}

fn count(criterion: &mut Criterion) {
    let names: Vec<String> = (0..5000).map(|n| format!("Haricots verts {n}")).collect();
    let mut file = csv(&names);
    let mut group = criterion.benchmark_group("stats");
    group.throughput(Throughput::Elements(ROWS));
    group.sample_size(20);
    group.bench_function("tally", |b| {
        b.iter(|| {
            let mut tally = Tally::new(Filter::default());
            (0..ROWS)
                .zip(names.iter().cycle())
                .for_each(|(n, name)| tally.add(&plat(n, name)));
            black_box(tally.statistics()).read.rows
        });
    });
    group.bench_function("csv", |b| {
        b.iter(|| {
            file.rewind().unwrap();
            let mut tally = Tally::new(Filter::default());
            let from = file.try_clone().unwrap();
            Format::Csv.each_plat(from, |plat| tally.add(plat)).unwrap();
            black_box(tally.statistics()).read.rows
        });
    });
    group.finish();
}

criterion_group!(benches, count);
criterion_main!(benches);
