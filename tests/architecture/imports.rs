//! The source → which file uses which: `use`s and paths in the code, each followed through re-exports to the file where the
//! thing is written. What a file uses of the module that it lies in (`super`) is left out: a house holds its rooms.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

/// The name of a module: its path from the crate's root.
type Name = Vec<String>;

/// A file's names of other files' things.
struct Module {
    /// What it brings in, by the name that it has here.
    uses: BTreeMap<String, Vec<String>>,
    /// What its code says with `::`, and the modules of which it brings in all.
    paths: Vec<Vec<String>>,
}

/// The files of the source by their modules.
pub struct Files(BTreeMap<Name, Module>);

impl Files {
    /// Of files within `src` and their texts.
    pub fn of(sources: impl Iterator<Item = (PathBuf, String)>) -> Self {
        let sources = sources.filter(|(path, _)| !path.ends_with("tests.rs"));
        Self(
            sources
                .map(|(path, text)| (name(path), module(&text)))
                .collect(),
        )
    }

    /// Which file uses which.
    pub fn imports(&self) -> BTreeMap<Name, BTreeSet<Name>> {
        let of_file = |(name, module): (&Name, &Module)| {
            let paths = module.uses.values().chain(&module.paths);
            let homes = paths.filter_map(|path| self.home(name, path, 0));
            let others = homes.filter(|home| !name.starts_with(home));
            (name.clone(), others.collect())
        };
        self.0.iter().map(of_file).collect()
    }

    /// The file in which the thing of a path is written; none for a module, and for what is not of this crate.
    fn home(&self, here: &Name, path: &[String], depth: usize) -> Option<Name> {
        let (first, rest) = path.split_first()?;
        let child = |of: &Name| [of.as_slice(), std::slice::from_ref(first)].concat();
        let above = here.get(..here.len().saturating_sub(1)).unwrap_or_default();
        let (mut at, mut rest) = match first.as_str() {
            "crate" | "ardoise" => (Name::new(), rest),
            "self" => (here.clone(), rest),
            "super" => (above.to_vec(), rest),
            _ if self.0.contains_key(&child(here)) => (child(here), rest),
            _ => {
                let used = self.0.get(here)?.uses.get(first)?;
                // A crate's thing may have the crate's name.
                if used.first() == Some(first) || depth > DEEPEST {
                    return None;
                }
                return self.home(here, &[used, rest].concat(), depth + 1);
            }
        };
        while let Some((part, others)) = rest.split_first() {
            let deeper = [at.as_slice(), std::slice::from_ref(part)].concat();
            if part == "super" {
                at.pop();
            } else if self.0.contains_key(&deeper) {
                at = deeper;
            } else {
                let used = self.0.get(&at)?.uses.get(part);
                let used = used.filter(|_| depth <= DEEPEST);
                let beyond = |used: &Vec<String>| {
                    self.home(&at, &[used.as_slice(), others].concat(), depth + 1)
                };
                return used.and_then(beyond).or(Some(at));
            }
            rest = others;
        }
        None
    }
}

/// Re-exports of re-exports.
const DEEPEST: usize = 8;

fn name(path: PathBuf) -> Name {
    let parts = path.iter().map(|part| part.to_str().unwrap());
    let parts = parts.map(|part| part.trim_end_matches(".rs").to_owned());
    parts
        .filter(|part| !["mod", "lib"].contains(&part.as_str()))
        .collect()
}

fn module(text: &str) -> Module {
    // Tests may look further than the file itself.
    let text = text.split("#[cfg(test)]").next().unwrap();
    let text = Regex::new(r#"//[^\n]*|"(\\.|[^"\\])*""#)
        .unwrap()
        .replace_all(text, "");
    let of_use = Regex::new(r"\buse\s+([^;]+);").unwrap();
    let mut module = Module {
        uses: BTreeMap::new(),
        paths: Vec::new(),
    };
    for found in of_use.captures_iter(&text) {
        bring_in(
            &mut module,
            &[],
            &found[1].replace(char::is_whitespace, " "),
        );
    }
    let code = of_use.replace_all(&text, "");
    let path = Regex::new(r"\b(\w+::)+\w+").unwrap();
    let said = path.find_iter(&code).map(|found| parts(found.as_str()));
    module.paths.extend(said);
    module
}

fn parts(path: &str) -> Vec<String> {
    let parts = path.split("::").map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// What a `use` says: a path, a path by another name, or several within braces.
fn bring_in(module: &mut Module, before: &[String], tree: &str) {
    let tree = tree.trim();
    if let Some((lead, inner)) = tree.split_once('{') {
        let before = [before, &parts(lead)].concat();
        let inner = inner.strip_suffix('}').unwrap();
        return branches(inner).for_each(|branch| bring_in(module, &before, branch));
    }
    let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
    let mut path = [before, &parts(path)].concat();
    path.pop_if(|last| last == "self");
    let Some(last) = path.last().cloned() else {
        return;
    };
    match last.as_str() {
        "*" => module.paths.push(path),
        last => {
            let alias = if alias.is_empty() { last } else { alias };
            module.uses.insert(alias.trim().to_owned(), path);
        }
    }
}

/// The parts between commas that are in no braces.
fn branches(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let parts = list.split(move |c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.filter(|part| !part.trim().is_empty())
}

/// The shortest circle through each file that is in one, each circle once, as `a → b → a`.
pub fn circles(imports: &BTreeMap<Name, BTreeSet<Name>>) -> BTreeSet<String> {
    let mut told: BTreeSet<&Name> = BTreeSet::new();
    let mut circles = BTreeSet::new();
    for start in imports.keys() {
        if told.contains(start) {
            continue;
        }
        if let Some(circle) = circle(imports, start) {
            told.extend(&circle);
            let files = circle.iter().chain([&start]).map(|name| name.join("/"));
            circles.insert(files.collect::<Vec<_>>().join(" → "));
        }
    }
    circles
}

/// The shortest way from a file back to itself.
fn circle<'i>(
    imports: &'i BTreeMap<Name, BTreeSet<Name>>,
    start: &'i Name,
) -> Option<Vec<&'i Name>> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let used = way.last().and_then(|last| imports.get(*last));
        for next in used.into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push_back([way.as_slice(), &[next]].concat());
            }
        }
    }
    None
}
