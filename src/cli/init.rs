//! `ardoise init`: a commented profile.

use super::exit::Exit;
use super::words::{either, named};
use crate::batch::WholeFile;
use crate::diagnostic::Lang;
use anyhow::{Result, bail};
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `ardoise init`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Where to write it
    #[arg(short, long, value_name = "FILE", default_value = "cantine.toml")]
    output: PathBuf,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

const TEMPLATE: &str = include_str!("cantine.toml");

impl Init {
    pub(super) fn run(&self, lang: Lang) -> Result<Exit> {
        let shown = named(&self.output);
        if self.output.exists() && !self.force {
            bail!(
                "{shown} {}",
                either(
                    lang,
                    "existe déjà ; --force le remplace",
                    "is already there; --force replaces it"
                )
            );
        }
        let mut file = WholeFile::at(&self.output)?;
        file.write_all(TEMPLATE.as_bytes())?;
        file.keep()?;
        let fill = either(lang, "est à remplir", "is to be filled in");
        super::say(format!("{shown} {fill}\n"));
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use crate::scdl::Profile;

    #[test]
    fn the_template_is_a_profile_filled_or_not() {
        assert_eq!(Profile::read(super::TEMPLATE).unwrap(), Profile::default());
        let filled = super::TEMPLATE.replace("\n# menu", "\nmenu");
        assert!(
            Profile::read(&filled).unwrap().missing().is_empty(),
            "each line can be uncommented"
        );
        let tables = super::TEMPLATE
            .replace("\n# [", "\n[")
            .replace("\n#   ", "\n");
        let tables = Profile::read(&tables).unwrap();
        assert_eq!(tables.restaurants.len(), 1);
        let school = &tables.restaurants[0];
        assert!(!school.titres.is_empty() && !school.fichiers.is_empty());
        assert!(tables.publication.zone.is_some() && !tables.publication.adresse.is_empty());
    }
}
