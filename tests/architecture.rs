//! Who may import whom, and what a room may be called: read from the source.

mod imports;

use ardoise::diagnostic::{Code, Diagnostic, Lang, Place};
use imports::{Files, circles};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What each module may use of the others; `geometry`, `fold`, `french`, `markdown`, `text`, `calendar` and `diagnostic` are open to all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("geometry", &[]),
    ("fold", &[]),
    ("french", &[]),
    ("markdown", &[]),
    ("text", &[]),
    ("calendar", &[]),
    ("diagnostic", &[]),
    ("pdf", &[]),
    ("layout", &["pdf"]),
    ("labels", &["pdf", "layout"]),
    ("menu", &["pdf", "layout", "labels"]),
    ("scdl", &["menu", "labels"]),
    ("extract", &["pdf", "layout", "labels", "menu", "scdl"]),
    ("schema", &[]),
    ("stats", &["scdl", "menu"]),
    ("report", &["stats", "scdl"]),
    ("package", &["scdl", "schema", "stats"]),
    (
        "batch",
        &["extract", "scdl", "labels", "layout", "menu", "pdf"],
    ),
    ("sync", &["batch", "extract", "scdl"]),
    (
        "cli",
        &[
            "batch", "schema", "extract", "labels", "layout", "menu", "pdf", "scdl", "stats",
            "report", "sync", "package",
        ],
    ),
    ("main", &["cli"]),
    ("build", &[]),
    ("lib", &[]),
];
const OPEN: &[&str] = &[
    "geometry",
    "fold",
    "french",
    "markdown",
    "text",
    "calendar",
    "diagnostic",
];

fn sources() -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(src)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    files
        .map(|f| f.into_path())
        .filter(|f| f.extension().is_some_and(|e| e == "rs"))
        .collect()
}

fn within_src(path: &Path) -> PathBuf {
    path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap()
        .to_owned()
}

/// The module that a file belongs to: its folder, else its own name.
fn room(path: &Path) -> String {
    let first = within_src(path)
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_owned();
    first.to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The modules that the code names as `crate::x` or `ardoise::x`; comments may speak of any.
fn named(text: &str) -> BTreeSet<String> {
    let word = |rest: &str| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let code: Vec<&str> = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let after = |lead| code.split(lead).skip(1).map(word);
    after("crate::")
        .chain(after("ardoise::"))
        .filter(|w| !w.is_empty())
        .collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap();
        // Tests may look further than the module itself.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let room = room(&path);
        let allowed = table
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{room} is not in the table"));
        for used in named(text) {
            let known = table.contains_key(used.as_str());
            let fine =
                used == room || OPEN.contains(&used.as_str()) || allowed.contains(&used.as_str());
            assert!(
                !known || fine,
                "{}: {room} may not use {used}",
                path.display()
            );
        }
    }
}

#[test]
fn whatever_a_reading_depends_on_is_in_the_hash_of_the_reader() {
    let build = include_str!("../src/build.rs");
    let list = build.split("const READING").nth(1).unwrap();
    let list = list.split("];").next().unwrap();
    let mut rooms = BTreeSet::from(["extract"]);
    loop {
        let used = MAY_USE.iter().filter(|(room, _)| rooms.contains(room));
        let used: Vec<&str> = used.flat_map(|(_, uses)| uses.iter().copied()).collect();
        let before = rooms.len();
        rooms.extend(used);
        if rooms.len() == before {
            break;
        }
    }
    // `french` writes for people, `diagnostic` says what was read.
    rooms.extend(["geometry", "fold", "calendar", "text"]);
    for room in rooms {
        let named = [format!("\"{room}\""), format!("\"{room}.rs\"")];
        assert!(named.iter().any(|n| list.contains(n)), "{room}");
    }
}

#[test]
fn open_modules_depend_on_no_stage() {
    for path in sources()
        .iter()
        .filter(|p| OPEN.contains(&room(p).as_str()))
    {
        let text = std::fs::read_to_string(path).unwrap();
        for used in named(&text)
            .iter()
            .filter(|u| MAY_USE.iter().any(|(m, _)| m == u))
        {
            assert!(
                OPEN.contains(&used.as_str()),
                "{} uses {used}",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_uses_itself_by_way_of_others() {
    let read = |path: PathBuf| (within_src(&path), std::fs::read_to_string(&path).unwrap());
    let circles = circles(&Files::of(sources().into_iter().map(read)).imports());
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn a_circle_is_found_through_re_exports_other_names_and_paths_in_the_code() {
    let files = |texts: &[(&str, &str)]| {
        let texts = texts
            .iter()
            .map(|(path, text)| (path.into(), (*text).to_owned()));
        circles(&Files::of(texts.collect::<Vec<_>>().into_iter()).imports())
    };
    let circle = files(&[
        ("a/mod.rs", "mod b; mod c; pub use b::{B as Other, other};"),
        ("a/b.rs", "use crate::a::c;\nfn other() { c::d::third() }"),
        ("a/c/mod.rs", "pub mod d;"),
        (
            "a/c/d.rs",
            "use super::super::{Other,\n};\npub fn third() {}",
        ),
    ]);
    assert_eq!(circle, BTreeSet::from(["a/b → a/c/d → a/b".to_owned()]));
    let none = files(&[
        ("a/mod.rs", "mod b; mod c; pub struct House; use b::B;"),
        ("a/b.rs", "use super::House; pub struct B;"),
        (
            "a/c.rs",
            "use super::b::B; #[cfg(test)] mod tests { use super::super::b; }",
        ),
    ]);
    assert_eq!(none, BTreeSet::new());
}

#[test]
fn rooms_are_named_for_what_they_hold_and_say_it() {
    for path in sources() {
        for part in within_src(&path).iter() {
            let name = part.to_str().unwrap().trim_end_matches(".rs");
            assert!(
                !["utils", "util", "common", "types", "helpers", "misc"].contains(&name),
                "{}",
                path.display()
            );
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let told = text.starts_with("//!") || path.ends_with("tests.rs");
        assert!(told, "{} does not begin with //!", path.display());
    }
}

#[test]
fn each_code_has_its_texts_and_each_text_its_code() {
    let entries: toml::Table =
        toml::from_str(include_str!("../src/diagnostic/codes.toml")).unwrap();
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|c| c.as_str()).collect();
    let written: BTreeSet<&str> = entries.keys().map(String::as_str).collect();
    assert_eq!(codes, written);
    for code in Code::ALL {
        let diagnostic = Diagnostic::new(*code, Place::File);
        let [fr, en] = [Lang::Fr, Lang::En].map(|lang| diagnostic.text(lang));
        assert!(!diagnostic.help(Lang::Fr).is_empty() && !diagnostic.help(Lang::En).is_empty());
        assert_eq!(blanks(&fr), blanks(&en), "{}", code.as_str());
    }
}

/// The `{word}`s of a text.
fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

#[test]
fn a_path_is_printed_by_the_guard_alone() {
    for path in sources() {
        let words = path.ends_with("cli/words.rs");
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let raw = room(&path) == "cli" && code.contains(".display()") && !words;
        assert!(!raw, "{}: a path goes through `named`", path.display());
    }
}
