//! A menu comes in among a year of others, as the program sees it, process and all: `cargo bench --bench sync`. Compare figures
//! of one run.
#![expect(missing_docs, reason = "criterion's macro makes a public function")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench stops at what it did not expect"
)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::path::Path;
use std::process::{Command, Stdio};

/// Times that the two months of samples stand in the folder, each under a school of its own: 72 PDFs, 1,656 dishes.
const YEAR: usize = 6;

/// Lays out the samples for so many schools.
fn lay_out(folder: &Path, schools: usize) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/2022-cantine");
    for school in 0..schools {
        for entry in walkdir::WalkDir::new(&samples).into_iter().flatten() {
            let name = entry.path().strip_prefix(&samples).unwrap();
            let to = folder.join(school.to_string()).join(name);
            let content = || std::fs::read(entry.path()).unwrap();
            match name.extension().and_then(|e| e.to_str()) {
                Some("pdf") => {
                    std::fs::write(to, [content(), format!("%{school}\n").into()].concat()).unwrap()
                }
                Some("toml") => {
                    let town = String::from_utf8(content()).unwrap();
                    std::fs::write(to, town.replace("des Tilleuls", &format!("n° {school}")))
                        .unwrap();
                }
                Some(_) => {}
                None => std::fs::create_dir_all(to).unwrap(),
            }
        }
    }
}

fn sync(here: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ardoise"));
    command
        .current_dir(here)
        .args(["sync", "menus", "--data", "data"]);
    assert!(command.stderr(Stdio::null()).status().unwrap().success());
}

/// Lets a menu come in anew each time: it is taken out, and its rows with it, out of the time that counts.
fn measure(criterion: &mut Criterion, name: &str, schools: usize, others: usize) {
    let here = tempfile::tempdir().unwrap();
    lay_out(&here.path().join("menus"), schools);
    // Menus that hold no dish: the table stays as it is, the inbox grows.
    let no_menu =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdfs/no-text.pdf"))
            .unwrap();
    std::fs::create_dir_all(here.path().join("menus/others")).unwrap();
    for other in 0..others {
        std::fs::write(
            here.path().join(format!("menus/others/{other}.pdf")),
            &no_menu,
        )
        .unwrap();
    }
    let menu = here.path().join("menus/0/elementaire/semaine-45.pdf");
    let aside = here.path().join("aside.pdf");
    std::fs::rename(&menu, &aside).unwrap();
    let _ = Command::new(env!("CARGO_BIN_EXE_ardoise"))
        .current_dir(here.path())
        .args(["sync", "menus", "--data", "data"])
        .stderr(Stdio::null())
        .status();
    // What was written just now is not known by its look yet.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    sync(here.path());
    let known = here.path().join("known");
    copy(&here.path().join("data"), &known);
    criterion.bench_function(name, |b| {
        b.iter_batched(
            || {
                let _ = std::fs::remove_file(&menu);
                std::fs::remove_dir_all(here.path().join("data")).unwrap();
                copy(&known, &here.path().join("data"));
                std::fs::copy(&aside, &menu).unwrap();
            },
            |()| sync(here.path()),
            BatchSize::PerIteration,
        );
    });
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(to).unwrap(),
            false => drop(std::fs::copy(entry.path(), to).unwrap()),
        }
    }
}

fn one_menu(criterion: &mut Criterion) {
    measure(criterion, "one menu into 71", YEAR, 0);
    measure(
        criterion,
        "one menu into 71, and 650 PDFs without a dish",
        YEAR,
        650,
    );
    measure(criterion, "one menu into 719", 10 * YEAR, 0);
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = one_menu
}
criterion_main!(benches);
