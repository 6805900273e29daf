//! `ardoise package`: what describes a table of menus to whom it is published for.

use super::description::{Output, described, describes, feeds, kind};
use super::exit::Exit;
use super::words::{either, named};
use super::{about, place, profiles, say, tables, unreadable, write};
use crate::batch::today;
use crate::diagnostic::Lang;
use crate::package::{FileKind, is_ours};
use crate::scdl::{Profile, Row, read_csv};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Arguments of `ardoise package`.
#[derive(Debug, clap::Args)]
pub(super) struct Package {
    /// The table (CSV), then the other files that are published with it: the same in Parquet, the report
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write it, with copies of the files; beside the table when not given
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// How the data set is published ([publication]); else the cantine.toml beside the table, else that of the current folder
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
}

impl Package {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let Some(table) = self.files.first() else {
            return Ok(Exit::Usage);
        };
        let files = self.files.iter().map(|path| file(path, lang));
        let mut outputs: Vec<Output> = files.collect::<Result<_>>()?;
        let Some(first) = outputs
            .first()
            .filter(|first| kind(&first.path) == Some(FileKind::Csv))
        else {
            let first = either(
                lang,
                "le premier fichier doit être le tableau, en CSV",
                "the first file must be the table, a CSV",
            );
            bail!("{} : {first}", named(table));
        };
        if !tables::is_valid(&named(table), &first.content, lang)? {
            return Ok(Exit::No);
        }
        let rows =
            read_csv(first.content.as_slice()).and_then(Iterator::collect::<Result<Vec<Row>, _>>);
        let rows = rows.map_err(|error| about(table, &tables::why(error), lang))?;
        let profile = self.profile(table, lang)?;
        let changed = rows
            .iter()
            .flat_map(|row| [row.menu_modification_date, row.menu_publication_date]);
        let updated = match changed.flatten().max() {
            Some(changed) => changed.date_naive(),
            None => today()?,
        };
        outputs.extend(feeds(&rows));
        outputs.extend(described(&profile, &rows, updated, &outputs));
        let beside = table.parent().unwrap_or(Path::new(""));
        let folder = self.output.as_deref().unwrap_or(beside);
        refuse_to_replace(folder, &outputs, lang)?;
        for output in outputs {
            write(&folder.join(&output.path), &output.content)?;
        }
        let written = either(lang, "écrits", "written");
        say(format!(
            "{}, fiche.html, fiche.md, catalogue.jsonld, calendriers/ : {written}\n",
            named(&folder.join("datapackage.json"))
        ));
        Ok(Exit::Done)
    }

    fn profile(&self, table: &Path, lang: Lang) -> Result<Profile> {
        let beside = table.parent().unwrap_or(Path::new(""));
        let here = PathBuf::from("cantine.toml");
        let near = [beside.join("cantine.toml"), here]
            .into_iter()
            .find(|path| path.is_file());
        let Some(path) = self.profile.clone().or(near) else {
            return Ok(Profile::default());
        };
        let profiles = profiles(Some(&path), &[], lang)?;
        Ok(profiles.of_all(beside, &[]).clone())
    }
}

/// No file takes the place of another one, nor of one that people wrote.
fn refuse_to_replace(folder: &Path, outputs: &[Output], lang: Lang) -> Result<()> {
    let mut taken = BTreeSet::new();
    for output in outputs {
        let path = folder.join(&output.path);
        // On some systems names differ by more than case.
        if !taken.insert(output.path.to_lowercase()) {
            let twice = either(
                lang,
                "deux fichiers auraient ce nom : renommez l'un des deux",
                "two files would have this name: give one of them another",
            );
            bail!("{} : {twice}", named(&path));
        }
        let there = match describes(&output.path) {
            true => std::fs::read(&path).unwrap_or_default(),
            false => Vec::new(),
        };
        if !there.is_empty() && !is_ours(&output.path, &there) {
            let theirs = either(
                lang,
                "ce fichier n'a pas été fait par « ardoise package » : donnez un autre dossier avec -o",
                "this file was not made by “ardoise package”: give another folder with -o",
            );
            bail!("{} : {theirs}", named(&path));
        }
    }
    Ok(())
}

/// A file by its own name.
fn file(path: &Path, lang: Lang) -> Result<Output> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if kind(&name).is_none() {
        let unknown = either(
            lang,
            "un tel fichier n'est pas publié avec des menus",
            "no such file is published with menus",
        );
        bail!(
            "{} : {unknown} (.csv, .parquet, .ics, .html, .pdf, .xlsx)",
            named(&place(path))
        );
    }
    let content = std::fs::read(path).map_err(|error| about(path, &unreadable(&error), lang))?;
    Ok(Output::new(&name, content))
}
