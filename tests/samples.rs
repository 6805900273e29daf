//! Every PDF of `samples/` gives the rows beside it, cell by cell. They are the truth, written from the menus' source
//! (`samples/sources`), never by the program.

use ardoise::extract::{Options, extract};
use ardoise::scdl::Row;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    files
        .map(|f| f.into_path())
        .filter(|f| f.extension().is_some_and(|e| e == "pdf"))
        .collect()
}

/// A row as the truth writes it: values of one cell sorted, `;` between them.
fn written(row: &Row) -> String {
    let siqo: Vec<&str> = row.menu_plat_siqo.iter().map(|s| s.as_str()).collect();
    let regime: Vec<&str> = row.menu_plat_regime.iter().map(|r| r.as_str()).collect();
    let cells = [
        row.menu_date.to_string(),
        row.menu_repas_type.as_str().to_owned(),
        row.menu_plat_type.as_str().to_owned(),
        row.menu_plat_nom.clone(),
        sorted(&siqo.join(";")),
        sorted(&row.menu_plat_label),
        sorted(&row.menu_plat_precision),
        sorted(&regime.join(";")),
    ];
    cells.join(" | ")
}

fn sorted(cell: &str) -> String {
    let values: BTreeSet<&str> = cell.split(';').filter(|v| !v.is_empty()).collect();
    values.into_iter().collect::<Vec<_>>().join(";")
}

fn truth(path: &Path) -> Vec<String> {
    let mut reader =
        csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let cells = record.iter().enumerate();
        let cells: Vec<String> = cells
            .map(|(i, c)| if i < 4 { c.to_owned() } else { sorted(c) })
            .collect();
        cells.join(" | ")
    });
    rows.collect()
}

fn found(path: &Path) -> Vec<String> {
    let options = Options {
        file_name: path.file_name().map(|n| n.to_string_lossy().into_owned()),
        ..Options::default()
    };
    let extraction = extract(&std::fs::read(path).unwrap(), &options).unwrap();
    extraction.rows.iter().map(|r| written(&r.row)).collect()
}

#[test]
fn each_sample_gives_its_rows() {
    let samples = samples();
    assert!(samples.len() >= 20, "samples are missing");
    let mut wrong = String::new();
    for path in samples {
        let (truth, found) = (truth(&path.with_extension("csv")), found(&path));
        let name = path.file_stem().unwrap().to_string_lossy();
        for row in truth.iter().filter(|r| !found.contains(r)) {
            wrong.push_str(&format!("{name}: missed   {row}\n"));
        }
        for row in found.iter().filter(|r| !truth.contains(r)) {
            wrong.push_str(&format!("{name}: invented {row}\n"));
        }
        if truth != found && wrong.is_empty() {
            wrong.push_str(&format!(
                "{name}: the same rows in another order, or twice\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
