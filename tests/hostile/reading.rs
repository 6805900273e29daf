//! PDFs and workers with malice: what they cost is bounded, in the process that asks too.

use crate::cli::sync::Town;
use crate::cli::{ardoise, seen};
use crate::made;
use std::fs::File;
use std::time::{Duration, SystemTime};

#[test]
fn files_of_any_date_are_read_and_published() {
    let town = Town::new();
    let list = made::WEEK.content();
    for (name, seconds) in [("a", 1 << 33), ("b", 253_402_300_800), ("c", 1 << 42)] {
        let name = format!("{name}.pdf");
        town.put(&name, &made::pdf(&list, "", ""));
        let file = File::options()
            .write(true)
            .open(town.path("menus").join(&name))
            .unwrap();
        // Not every file system has room for any date.
        let _ = file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    }
    let (code, err) = town.sync(&[]);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = seen(
        &ardoise(town.here.path())
            .args(["extract", "menus"])
            .output()
            .unwrap(),
    );
    assert_eq!(code, 0, "{err}");
}
