//! Errors and doubts: said as they come, the same one some times only; all of them in a file where one is wanted.

use crate::batch::WholeFile;
use crate::diagnostic::{Code, Diagnostic, Lang, render};
use crate::text::shown;
use anyhow::Result;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Times that one kind of doubt is said: after that a person reads the summary.
const OFTEN: usize = 20;

pub(super) struct Problems {
    file: Option<WholeFile>,
    separator: &'static str,
    said: BTreeMap<Code, usize>,
    lang: Lang,
}

impl Problems {
    pub(super) fn new(path: Option<&Path>, lang: Lang) -> Result<Self> {
        let mut file = path.map(WholeFile::at).transpose()?;
        if let Some(file) = &mut file {
            file.write_all(b"[")?;
        }
        let (separator, said) = ("\n", BTreeMap::new());
        Ok(Self {
            file,
            separator,
            said,
            lang,
        })
    }

    /// Says what is the matter with an input.
    pub(super) fn add(&mut self, name: &str, doubts: &[Diagnostic]) -> Result<()> {
        let mut text = String::new();
        for doubt in doubts {
            if let Some(file) = &mut self.file {
                let problem = render::document_json(name, doubt, self.lang);
                write!(file, "{}{problem}", self.separator)?;
                self.separator = ",\n";
            }
            let times = self.said.entry(doubt.code).or_default();
            *times += 1;
            if *times <= OFTEN {
                text.push_str(&render::text(doubt, self.lang));
            }
        }
        if !text.is_empty() {
            crate::cli::say(format!("{}\n{text}", shown(name)));
        }
        Ok(())
    }

    /// Says how often more, and closes the file.
    pub(super) fn finish(self) -> Result<()> {
        for (code, times) in self.said.into_iter().filter(|(_, times)| *times > OFTEN) {
            let code = code.as_str();
            crate::cli::say(match self.lang {
                Lang::Fr => format!(
                    "  … [{code}] {} fois de plus : --problems FICHIER les donne tous\n",
                    times - OFTEN
                ),
                Lang::En => format!(
                    "  … [{code}] {} times more: --problems FILE has them all\n",
                    times - OFTEN
                ),
            });
        }
        if let Some(mut file) = self.file {
            file.write_all(b"\n]\n")?;
            file.keep()?;
        }
        Ok(())
    }
}
