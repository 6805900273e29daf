//! How far a long run is, on a terminal.

use super::summary::Summary;
use crate::cli::words::{count, either};
use crate::diagnostic::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Short runs show nothing.
const PATIENCE: Duration = Duration::from_millis(400);
/// Times a second that it is drawn.
const DRAWN: u8 = 8;

pub(super) struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    pub(super) fn new(files: usize, lang: Lang) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let template = match lang {
            Lang::Fr => "{bar:24} {pos}/{len} fichiers, {msg}, encore {eta}",
            Lang::En => "{bar:24} {pos}/{len} files, {msg}, {eta} left",
        };
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Self { bar, lang }
    }

    /// One file more is done.
    pub(super) fn done(&mut self, summary: &Summary) {
        if self.bar.is_hidden() && self.bar.elapsed() > PATIENCE {
            // Not a terminal: it stays hidden.
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWN));
        }
        self.bar.inc(1);
        if !self.bar.is_hidden() {
            let dishes = count(
                self.lang,
                summary.dishes(),
                either(self.lang, "plat", "dish"),
                either(self.lang, "plats", "dishes"),
            );
            let doubtful = summary.doubtful();
            self.bar.set_message(match self.lang {
                Lang::Fr => format!("{dishes}, {doubtful} à vérifier"),
                Lang::En => format!("{dishes}, {doubtful} to check"),
            });
        }
    }

    /// Does something that may write to the terminal.
    pub(super) fn aside<T>(&self, writes: bool, act: impl FnOnce() -> T) -> T {
        match writes {
            true => self.bar.suspend(act),
            false => act(),
        }
    }

    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}
