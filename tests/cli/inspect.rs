use super::{ardoise, folder, pdf, seen};

#[test]
fn what_was_understood_is_printed() {
    let here = folder();
    let (code, out, _) = seen(
        &ardoise(here.path())
            .arg("inspect")
            .arg(pdf("list"))
            .output()
            .unwrap(),
    );
    assert_eq!(code, 0);
    for part in [
        "stacked",
        "2022-11-07 déjeuner",
        "Carottes râpées  [agriculture biologique ← bio]",
    ] {
        assert!(out.contains(part), "{out}");
    }
    let json = ardoise(here.path())
        .arg("inspect")
        .arg(pdf("list"))
        .args(["--format", "json"])
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["grids"][0]["strategy"], "stacked");
    assert_eq!(json["menu"]["days"][0]["date"], "2022-11-07");
}

#[test]
fn each_word_is_printed_with_its_role_in_either_language() {
    let here = folder();
    let inspect = |lang| {
        let mut command = ardoise(here.path());
        command.arg("inspect").arg(pdf("list"));
        seen(&command.args(["--lang", lang]).output().unwrap()).1
    };
    for (lang, lines) in [
        (
            "fr",
            ["  jour          ", "  plat 1        Carottes râpées [bio]"],
        ),
        (
            "en",
            ["  day           ", "  dish 1        Carottes râpées [bio]"],
        ),
    ] {
        let out = inspect(lang);
        assert!(lines.iter().all(|line| out.contains(line)), "{out}");
    }
}

#[test]
fn a_file_without_a_menu_says_why() {
    let here = folder();
    let (code, out, _) = seen(
        &ardoise(here.path())
            .arg("inspect")
            .arg(pdf("price-list"))
            .output()
            .unwrap(),
    );
    assert_eq!(code, 3);
    assert!(out.contains("[not-a-menu]"), "{out}");
    let (code, out, err) = seen(
        &ardoise(here.path())
            .arg("inspect")
            .arg(pdf("encrypted"))
            .output()
            .unwrap(),
    );
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("[encrypted]"), "{err}");
}
