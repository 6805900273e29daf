//! Which `cantine.toml` holds for an input: the one given; else the nearest one, from the file's folder up to the
//! folder that was asked for; else that of the current folder.

use super::inputs::Input;
use crate::diagnostic::{Code, Diagnostic, Place, utf8};
use crate::scdl::Profile;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::File;
use std::io::{Error, Read};
use std::path::{Path, PathBuf};

/// The profile's file name.
const NAME: &str = "cantine.toml";

/// The profiles of a run.
#[derive(Debug, Clone, Default)]
pub struct Profiles {
    given: Option<Profile>,
    by_folder: BTreeMap<PathBuf, Option<Profile>>,
    none: Profile,
}

impl Profiles {
    /// The profile given, or those that lie near the inputs.
    ///
    /// # Errors
    /// The first profile that cannot be read or is wrong, and what is the matter with it.
    pub fn load(given: Option<&Path>, inputs: &[Input]) -> Result<Self, (PathBuf, Diagnostic)> {
        let mut profiles = Self::default();
        if let Some(path) = given {
            profiles.given = Some(read(path)?);
            return Ok(profiles);
        }
        for folder in inputs.iter().flat_map(folders) {
            if let Entry::Vacant(place) = profiles.by_folder.entry(folder) {
                let path = place.key().join(NAME);
                place.insert(path.is_file().then(|| read(&path)).transpose()?);
            }
        }
        Ok(profiles)
    }

    /// The profile that holds for the input; an empty one where there is none.
    pub fn of(&self, input: &Input) -> &Profile {
        let near = || {
            folders(input)
                .into_iter()
                .find_map(|folder| self.by_folder.get(&folder)?.as_ref())
        };
        self.given.as_ref().or_else(near).unwrap_or(&self.none)
    }

    /// The profile that holds for all that lies in `folder`, as far as there is one: else that of the first input.
    pub fn of_all(&self, folder: &Path, inputs: &[Input]) -> &Profile {
        let there = |folder: &Path| self.by_folder.get(folder)?.as_ref();
        let near = || there(folder).or_else(|| there(Path::new("")));
        let first = || inputs.first().map(|input| self.of(input));
        self.given
            .as_ref()
            .or_else(near)
            .or_else(first)
            .unwrap_or(&self.none)
    }
}

/// Where an input's profile may lie, nearest first.
fn folders(input: &Input) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Input::File { path, root, .. } = input {
        let above = path.ancestors().skip(1);
        folders.extend(
            above
                .take_while(|f| f.starts_with(root))
                .map(Path::to_owned),
        );
    }
    folders.push(PathBuf::new());
    folders
}

/// Bytes of the longest profile: a thousand restaurants.
const LONGEST: u64 = 1 << 20;

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    match file.take(LONGEST + 1).read_to_end(&mut bytes)? as u64 > LONGEST {
        true => Err(Error::other("plus de 1 Mio / more than 1 MiB")),
        false => Ok(bytes),
    }
}

fn read(path: &Path) -> Result<Profile, (PathBuf, Diagnostic)> {
    let bytes = bytes(path)
        .map_err(|error| Diagnostic::new(Code::UnreadableFile, Place::File).with("reason", error));
    let profile = bytes.and_then(|bytes| Profile::read(utf8(&bytes)?));
    profile.map_err(|error| (path.to_owned(), error))
}
