//! Arguments → inputs: files as given, folders with all the PDFs in them, `-` for standard input.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// One PDF to read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Input {
    /// Standard input.
    Stdin {
        /// The name and the folders of the PDF that comes in, where they are known.
        name: Option<PathBuf>,
    },
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// The folder that was asked for, or the file's own.
        root: PathBuf,
        /// Its path below what all the folders that were asked for have in common.
        within: PathBuf,
    },
}

impl Input {
    /// The input as people know it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin { name: None } => "-".to_owned(),
            Self::Stdin { name: Some(path) } | Self::File { path, .. } => {
                path.display().to_string()
            }
        }
    }

    /// The file's name.
    pub fn file_name(&self) -> Option<String> {
        Some(self.path().file_name()?.to_string_lossy().into_owned())
    }

    /// Where it is; nowhere, for standard input without a name.
    pub fn path(&self) -> &Path {
        match self {
            Self::Stdin { name: None } => Path::new(""),
            Self::Stdin { name: Some(path) } | Self::File { path, .. } => path,
        }
    }

    /// The names of the folders that it lies in, outermost first.
    pub fn folders(&self) -> Vec<String> {
        let path = self.path();
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let above = absolute.parent().unwrap_or(Path::new("")).components();
        let names = above.filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        names.collect()
    }

    /// Its path below what all the folders that were asked for have in common: another for each input.
    pub fn within(&self) -> &Path {
        match self {
            Self::Stdin { .. } => Path::new("stdin.pdf"),
            Self::File { within, .. } => within,
        }
    }
}

/// The inputs that the arguments name: a folder's PDFs by name, folders within it too; the others as given; each once. What
/// cannot be looked into is an input too, which cannot be read. What comes on standard input is called `stdin_name`.
pub fn inputs(arguments: &[PathBuf], stdin_name: Option<&Path>) -> Vec<Input> {
    let roots = arguments
        .iter()
        .filter(|a| *a != Path::new("-"))
        .map(|a| real(root_of(a)));
    let common = roots.reduce(|a, b| common(&a, &b)).unwrap_or_default();
    let mut seen = HashSet::new();
    let all = arguments
        .iter()
        .flat_map(|argument| inputs_of(argument, stdin_name, &common));
    all.filter(|input| seen.insert(input.clone())).collect()
}

/// The folder that was asked for, or the file's own.
fn root_of(argument: &Path) -> &Path {
    match argument.is_dir() {
        true => argument,
        false => argument.parent().unwrap_or(Path::new("")),
    }
}

/// The folder without links and dots, where it is there.
fn real(folder: &Path) -> PathBuf {
    let here = match folder == Path::new("") {
        true => Path::new("."),
        false => folder,
    };
    here.canonicalize().unwrap_or_else(|_| here.to_owned())
}

fn common(a: &Path, b: &Path) -> PathBuf {
    let both = a.components().zip(b.components());
    both.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

fn inputs_of(argument: &Path, stdin_name: Option<&Path>, common: &Path) -> Vec<Input> {
    if argument == Path::new("-") {
        let name = stdin_name.map(Path::to_owned);
        return vec![Input::Stdin { name }];
    }
    let root = root_of(argument);
    let below = real(root)
        .strip_prefix(common)
        .map(Path::to_owned)
        .unwrap_or_default();
    let input = |path: PathBuf| Input::File {
        within: below.join(path.strip_prefix(root).unwrap_or(Path::new("menu.pdf"))),
        root: root.to_owned(),
        path,
    };
    if !argument.is_dir() {
        return vec![input(argument.to_owned())];
    }
    let entries = walkdir::WalkDir::new(argument)
        .follow_links(true)
        .sort_by_file_name();
    entries.into_iter().filter_map(found).map(input).collect()
}

/// A PDF, or what may hide some.
fn found(entry: walkdir::Result<walkdir::DirEntry>) -> Option<PathBuf> {
    match entry {
        Ok(entry) => Some(entry.into_path()).filter(|path| is_pdf(path) && path.is_file()),
        // A link to a folder above: its files are read where they are.
        Err(error) if error.loop_ancestor().is_some() => None,
        Err(error) => error
            .path()
            .filter(|path| path.is_dir() || is_pdf(path))
            .map(Path::to_owned),
    }
}

/// By the end of its name, which may be all of it; a Mac leaves files that begin with `._` beside each one that it copies.
fn is_pdf(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let end = name.last_chunk().unwrap_or(b"    ");
    end.eq_ignore_ascii_case(b".pdf") && !name.starts_with(b"._")
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests' own menus")]
mod tests {
    use super::*;

    fn within(arguments: &[PathBuf]) -> Vec<PathBuf> {
        let inputs = inputs(arguments, None);
        inputs
            .iter()
            .map(|input| input.within().to_owned())
            .collect()
    }

    #[test]
    fn files_of_one_name_have_a_place_each() {
        let here = tempfile::tempdir().unwrap();
        let at = |path: &str| here.path().join(path);
        for path in ["a/s.pdf", "b/s.pdf", "b/._s.pdf", "b/notes.txt", "c/.PDF"] {
            std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            std::fs::write(at(path), "").unwrap();
        }
        let both = [PathBuf::from("a/s.pdf"), PathBuf::from("b/s.pdf")];
        assert_eq!(within(&[at("a"), at("b")]), both);
        assert_eq!(within(&[at("a/s.pdf"), at("b/s.pdf"), at("a/s.pdf")]), both);
        let all = [&both[..], &[PathBuf::from("c/.PDF")]].concat();
        assert_eq!(within(&[at("")]), all);
        assert_eq!(within(&[at("b")]), [PathBuf::from("s.pdf")]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_a_broken_one_is_an_input() {
        let here = tempfile::tempdir().unwrap();
        let at = |path: &str| here.path().join(path);
        std::fs::create_dir_all(at("real")).unwrap();
        std::fs::write(at("real/s.pdf"), "").unwrap();
        std::fs::create_dir_all(at("menus")).unwrap();
        std::os::unix::fs::symlink(at("real"), at("menus/school")).unwrap();
        std::os::unix::fs::symlink(at("menus"), at("menus/again")).unwrap();
        std::os::unix::fs::symlink(at("gone.pdf"), at("menus/broken.pdf")).unwrap();
        let paths = ["broken.pdf", "school/s.pdf"].map(PathBuf::from);
        assert_eq!(within(&[at("menus")]), paths);
    }
}
