//! The command line, one file a command. Standard output carries data only; all else goes to standard error.

mod bounds;
mod description;
mod exit;
mod extract;
mod init;
mod inspect;
mod package;
mod report;
mod stats;
mod sync;
mod tables;
mod validate;
mod words;

use crate::batch::{Input, NotWritten, Profiles, WholeFile, serve, serve_sheet};
use crate::diagnostic::{Code, Diagnostic, Lang, Place, render};
use anyhow::anyhow;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use exit::Exit;
use std::io::{self, ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use words::named;

/// Reads the weekly menus of French public canteens (PDF) into open data: SCDL menus-collectifs.
#[derive(Debug, Parser)]
#[command(name = "ardoise", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Language of the messages
    #[arg(long, global = true, default_value = "fr", value_parser = lang())]
    lang: Lang,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 the table is not valid, or cannot be counted; 2 wrong usage; 3 some inputs could not be read (the others were written); 4 the data set is stale (sync --max-gap).";

#[derive(Debug, Subcommand)]
enum Command {
    /// PDFs → rows of the schema, one row a dish
    Extract(extract::Extract),
    /// What was understood of a PDF, and why
    Inspect(inspect::Inspect),
    /// Check a table against a Table Schema
    Validate(validate::Validate),
    /// The figures of tables of menus: organic, local, courses, variety
    Stats(stats::Stats),
    /// The same as a report to print: HTML, PDF or XLSX
    Report(report::Report),
    /// A folder of menus → an up-to-date data set, with its report and its journal
    Sync(sync::Sync),
    /// What describes a table of menus: data package, fiche, catalogue, calendars
    Package(package::Package),
    /// Read files for another process; not for people
    #[command(hide = true)]
    Worker {
        /// A workbook, in place of PDFs
        #[arg(long)]
        sheet: bool,
    },
    /// Write a commented cantine.toml: the columns that no PDF holds
    Init(init::Init),
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["fr", "en"]).map(|word| match word.as_str() {
        "en" => Lang::En,
        _ => Lang::Fr,
    })
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing can be said where even the terminal is gone.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Done
            }
            .into();
        }
    };
    // A panic is caught and becomes a diagnostic with its file.
    std::panic::set_hook(Box::new(|_| {}));
    let lang = arguments.lang;
    let run = || match arguments.command {
        Command::Extract(extract) => extract.run(lang),
        Command::Inspect(inspect) => inspect.run(lang),
        Command::Validate(validate) => validate.run(lang),
        Command::Stats(stats) => stats.run(lang),
        Command::Report(report) => report.run(lang),
        Command::Sync(sync) => sync.run(lang),
        Command::Package(package) => package.run(lang),
        Command::Init(init) => init.run(lang),
        Command::Worker { sheet: true } => serve_sheet(tables::unfold_stdin),
        Command::Worker { sheet: false } => serve().map(|()| Exit::Done).map_err(Into::into),
    };
    let done = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(anyhow!("defect: {}", text.unwrap_or("?")))
    });
    done.unwrap_or_else(|error| {
        if is_broken_pipe(&error) {
            return Exit::Done;
        }
        let text = not_written(&error, lang).unwrap_or_else(|| format!("{error:#}"));
        say(format!("ardoise: {text}\n"));
        Exit::Usage
    })
    .into()
}

/// This program, to start again; on Linux whatever has become of its file since.
fn program() -> io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    match running.exists() {
        true => Ok(running.to_owned()),
        false => std::env::current_exe(),
    }
}

/// The profile given, or those that lie near the inputs.
fn profiles(given: Option<&Path>, inputs: &[Input], lang: Lang) -> anyhow::Result<Profiles> {
    Profiles::load(given, inputs).map_err(|(path, error)| about(&path, &error, lang))
}

/// A file that could not be opened.
fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, Place::File).with("reason", error)
}

/// An error of a file, that ends the run.
fn about(path: &Path, error: &Diagnostic, lang: Lang) -> anyhow::Error {
    let text = render::text(error, lang);
    anyhow!("{}\n{}", named(path), text.trim_end())
}

/// Where a path leads, without links and dots, as far as it is there.
fn place(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut above = absolute.ancestors();
    let there = above.find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let Some((folder, real)) = there else {
        return absolute;
    };
    let rest = absolute.strip_prefix(folder).unwrap_or(Path::new(""));
    rest.components().fold(real, |place, part| match part {
        Component::ParentDir => place.parent().unwrap_or(&place).to_owned(),
        part => place.join(part),
    })
}

/// Of a file that could not be written, in the language of whom it concerns most.
fn not_written(error: &anyhow::Error, lang: Lang) -> Option<String> {
    let io = error.chain().find_map(|e| e.downcast_ref::<io::Error>())?;
    let NotWritten { path, reason } = io.get_ref()?.downcast_ref()?;
    let known = match reason.kind() {
        ErrorKind::PermissionDenied => ["accès refusé", "access denied"],
        ErrorKind::NotFound => ["le dossier n'existe pas", "the folder is not there"],
        ErrorKind::StorageFull => ["le disque est plein", "the disk is full"],
        ErrorKind::IsADirectory => ["c'est un dossier", "it is a folder"],
        ErrorKind::ReadOnlyFilesystem => ["disque en lecture seule", "read-only disk"],
        _ => ["", ""],
    };
    let [fr, en] = known;
    let path = named(path);
    Some(match (lang, known) {
        (Lang::Fr, ["", _]) => format!("{path} ne peut pas être écrit : {reason}"),
        (Lang::En, ["", _]) => format!("{path} cannot be written: {reason}"),
        (Lang::Fr, _) => format!("{path} ne peut pas être écrit : {fr}"),
        (Lang::En, _) => format!("{path} cannot be written: {en}"),
    })
}

/// The reader of our output had enough, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|e| e.downcast_ref::<io::Error>());
    io.is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)
}

/// Writes a file whole, where it does not hold the same already.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if std::fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let mut file = WholeFile::at(path)?;
    file.write_all(bytes)?;
    file.keep()
}

/// Writes to standard error.
fn say(text: impl AsRef<str>) {
    // Nothing can be said where even standard error is gone.
    let _ = anstream::stderr()
        .lock()
        .write_all(text.as_ref().as_bytes());
}
