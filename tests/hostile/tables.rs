//! Tables with malice: a finding within a bound of time and memory, and the other tables of the call are judged.

use crate::cli::{ardoise, folder, seen};
use std::fs;
use std::time::{Duration, Instant};

/// The schema that the tables here are held to: one column.
const SCHEMA: &str = r#"{"fields": [{"name": "a", "type": "string"}]}"#;

#[test]
fn a_dish_of_many_letters_is_counted_in_no_time() {
    let here = folder();
    let head = "menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatSiqo\n";
    for (name, letters, counted) in [("long.csv", 4 << 20, 0), ("longer.csv", 50 << 20, 1)] {
        let dish = "poulet aux carottes ".repeat(letters / 20);
        let table = format!("{head}2022-11-07,déjeuner,dessert,{dish},\n");
        fs::write(here.path().join(name), table).unwrap();
        let begun = Instant::now();
        let (code, out, err) = seen(&ardoise(here.path()).args(["stats", name]).output().unwrap());
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{name}: {:?}",
            begun.elapsed()
        );
        assert_eq!(code, counted, "{err}");
        assert!(out.len() + err.len() < 20_000, "{name}");
    }
    let endless = format!("[{{\"menuPlatNom\": \"{}", "x".repeat(9 << 20));
    fs::write(here.path().join("endless.json"), endless).unwrap();
    let (code, _, err) = seen(
        &ardoise(here.path())
            .args(["stats", "endless.json"])
            .output()
            .unwrap(),
    );
    assert!(code == 1 && err.contains("8 Mio"), "{err}");
}
