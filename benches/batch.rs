//! A folder of menus as the program reads it, process and all: `cargo bench --bench batch`. Compare figures of one run.
#![expect(missing_docs, reason = "criterion's macro makes a public function")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench stops at what it did not expect"
)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::path::Path;
use std::process::{Command, Stdio};

/// Times that the two months of samples stand in the folder, each under a school of its own.
const SCHOOLS: usize = 10;

fn lay_out(folder: &Path) -> u64 {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2022-cantine");
    let mut files = 0;
    for school in 0..SCHOOLS {
        for entry in walkdir::WalkDir::new(&samples).into_iter().flatten() {
            let name = entry.path().strip_prefix(&samples).unwrap();
            let to = folder.join(school.to_string()).join(name);
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to).unwrap();
            } else if name.extension().is_some_and(|e| e == "pdf") {
                // Each its own content.
                let pdf = [
                    std::fs::read(entry.path()).unwrap(),
                    format!("%{school}\n").into(),
                ]
                .concat();
                std::fs::write(to, pdf).unwrap();
                files += 1;
            }
        }
    }
    files
}

fn folder(criterion: &mut Criterion) {
    let here = tempfile::tempdir().unwrap();
    let files = lay_out(&here.path().join("menus"));
    let extract = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ardoise"));
        command
            .current_dir(here.path())
            .args(["extract", "menus", "-o", "menus.csv"]);
        let done = command
            .args(arguments)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(done.success());
    };
    let mut group = criterion.benchmark_group("folder");
    group.throughput(Throughput::Elements(files));
    group.sample_size(10);
    for jobs in ["1", "2"] {
        group.bench_function(format!("jobs {jobs}"), |b| {
            b.iter(|| extract(&["--jobs", jobs]))
        });
    }
    let forget = || {
        let _ = std::fs::remove_dir_all(here.path().join("cache"));
    };
    group.bench_function("cache, first run", |b| {
        b.iter_batched(
            forget,
            |()| extract(&["--cache", "cache"]),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("cache, second run", |b| {
        b.iter(|| extract(&["--cache", "cache"]))
    });
    group.finish();
}

criterion_group!(benches, folder);
criterion_main!(benches);
