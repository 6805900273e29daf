use super::{ardoise, folder, seen};
use std::fs;

#[test]
fn a_profile_is_written_once() {
    let here = folder();
    let path = here.path().join("cantine.toml");
    assert_eq!(
        seen(&ardoise(here.path()).arg("init").output().unwrap()).0,
        0
    );
    assert!(fs::read_to_string(&path).unwrap().contains("menuCollSiret"));
    fs::write(&path, "menuCollNom = \"Valmenu\"").unwrap();
    let (code, _, err) = seen(&ardoise(here.path()).arg("init").output().unwrap());
    assert_eq!(code, 2);
    assert!(err.contains("cantine.toml existe déjà"), "{err}");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "menuCollNom = \"Valmenu\""
    );
    assert_eq!(
        seen(
            &ardoise(here.path())
                .args(["init", "--force"])
                .output()
                .unwrap()
        )
        .0,
        0
    );
    assert!(fs::read_to_string(&path).unwrap().contains("menuCollSiret"));
}
