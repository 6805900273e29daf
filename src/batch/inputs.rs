//! Arguments → inputs: files as given, folders with all the PDFs in them, `-` for standard input.

use std::path::{Path, PathBuf};

/// One PDF to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// The folder that was asked for, or the file's own.
        root: PathBuf,
    },
}

impl Input {
    /// The input as people know it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        }
    }

    /// The file's name.
    pub fn file_name(&self) -> Option<String> {
        match self {
            Self::Stdin => None,
            Self::File { path, .. } => Some(path.file_name()?.to_string_lossy().into_owned()),
        }
    }

    /// Its path within the folder that was asked for.
    pub fn within(&self) -> &Path {
        match self {
            Self::Stdin => Path::new("stdin.pdf"),
            Self::File { path, root } => path.strip_prefix(root).unwrap_or(path),
        }
    }
}

/// The inputs that the arguments name: a folder's PDFs by name, folders within it too; the others as given.
pub fn inputs(arguments: &[PathBuf]) -> Vec<Input> {
    arguments.iter().flat_map(|a| inputs_of(a)).collect()
}

fn inputs_of(argument: &Path) -> Vec<Input> {
    if argument == Path::new("-") {
        return vec![Input::Stdin];
    }
    if !argument.is_dir() {
        let root = argument.parent().unwrap_or(Path::new("")).to_owned();
        let path = argument.to_owned();
        return vec![Input::File { path, root }];
    }
    let entries = walkdir::WalkDir::new(argument).sort_by_file_name();
    let files = entries
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path);
    let pdfs = files.filter(|path| is_pdf(path));
    let root = argument.to_owned();
    pdfs.map(|path| Input::File {
        path,
        root: root.clone(),
    })
    .collect()
}

fn is_pdf(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("pdf") && path.is_file()
}
