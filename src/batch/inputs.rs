//! Arguments → inputs: files as given, folders with all the PDFs in them, `-` for standard input.

use std::path::{Component, Path, PathBuf};

/// One PDF to read.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// Its path within the folder that was asked for.
    pub fn within(&self) -> &Path {
        match self {
            Self::Stdin { .. } => Path::new("stdin.pdf"),
            Self::File { path, root } => path.strip_prefix(root).unwrap_or(path),
        }
    }
}

/// The inputs that the arguments name: a folder's PDFs by name, folders within it too; the others as given. What comes on
/// standard input is called `stdin_name`.
pub fn inputs(arguments: &[PathBuf], stdin_name: Option<&Path>) -> Vec<Input> {
    let inputs = arguments
        .iter()
        .map(|argument| inputs_of(argument, stdin_name));
    inputs.flatten().collect()
}

fn inputs_of(argument: &Path, stdin_name: Option<&Path>) -> Vec<Input> {
    if argument == Path::new("-") {
        let name = stdin_name.map(Path::to_owned);
        return vec![Input::Stdin { name }];
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
