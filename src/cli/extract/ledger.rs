//! Rows and their trace on the way to their files: at once where all are kept; else set aside on disk until it is known
//! which documents are the newest.

use crate::batch::{Age, Newest, Served, WholeFile};
use crate::diagnostic::Diagnostic;
use crate::scdl::RowWriter;
use anyhow::Result;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

/// The rows of a meal, as they go to the files.
#[derive(Default)]
pub(super) struct Encoded {
    pub(super) dishes: usize,
    pub(super) organic: usize,
    pub(super) rows: Vec<u8>,
    pub(super) trace: Vec<u8>,
}

/// What was written.
#[derive(Default)]
pub(super) struct Written {
    pub(super) dishes: usize,
    pub(super) organic: usize,
    days: HashSet<(u64, NaiveDate)>,
}

impl Written {
    /// Days on which a restaurant serves something.
    pub(super) fn days(&self) -> usize {
        self.days.len()
    }
}

/// The open files.
struct Files<'w> {
    rows: Box<dyn RowWriter + 'w>,
    trace: Option<&'w mut WholeFile>,
    written: Written,
}

impl Files<'_> {
    fn write(&mut self, served: &Served, meal: &Encoded) -> Result<()> {
        self.rows.write(&meal.rows)?;
        if let Some(trace) = &mut self.trace {
            trace.write_all(&meal.trace)?;
        }
        self.written.dishes += meal.dishes;
        self.written.organic += meal.organic;
        self.written
            .days
            .insert((served.restaurant(), served.date()));
        Ok(())
    }
}

pub(super) struct Ledger<'w> {
    files: Files<'w>,
    aside: Option<Aside>,
}

impl<'w> Ledger<'w> {
    pub(super) fn keeping_all(
        rows: Box<dyn RowWriter + 'w>,
        trace: Option<&'w mut WholeFile>,
    ) -> Self {
        let written = Written::default();
        let files = Files {
            rows,
            trace,
            written,
        };
        Self { files, aside: None }
    }

    /// What is set aside lies beside the output, else in the system's folder for temporary files.
    pub(super) fn keeping_the_newest(
        rows: Box<dyn RowWriter + 'w>,
        trace: Option<&'w mut WholeFile>,
        output: Option<&Path>,
    ) -> Result<Self> {
        let aside = Aside::new(output)?;
        let all = Self::keeping_all(rows, trace);
        Ok(Self {
            aside: Some(aside),
            ..all
        })
    }

    /// Takes in the next document's meals.
    pub(super) fn add(
        &mut self,
        content: Option<u128>,
        saved: Option<DateTime<FixedOffset>>,
        meals: Vec<(Served, Encoded)>,
    ) -> Result<()> {
        let Some(aside) = &mut self.aside else {
            return meals
                .iter()
                .try_for_each(|(served, meal)| self.files.write(served, meal));
        };
        meals.iter().try_for_each(|(_, meal)| aside.put(meal))?;
        let age = Age {
            present: true,
            saved,
        };
        aside
            .newest
            .add(content, age, meals.into_iter().map(|(served, _)| served));
        Ok(())
    }

    /// Writes what is still aside and closes the files. Gives what to say of documents that others replace, by their
    /// numbers; `name` names one.
    pub(super) fn finish(
        mut self,
        name: impl Fn(usize) -> String,
    ) -> Result<(Written, Vec<(usize, Diagnostic)>)> {
        let mut replaced = Vec::new();
        if let Some(aside) = self.aside {
            replaced = aside.newest.doubts(name);
            aside.take(|served, meal| self.files.write(served, meal))?;
        }
        self.files.rows.finish()?;
        Ok((self.files.written, replaced))
    }
}

/// Meals on disk, in order, and who of them is the newest.
struct Aside {
    newest: Newest,
    meals: BufWriter<File>,
}

impl Aside {
    fn new(output: Option<&Path>) -> Result<Self> {
        // Beside what is no file, such as a terminal, nothing can lie.
        let output = output.filter(|output| !output.exists() || output.is_file());
        let beside = output.map(|output| output.parent().unwrap_or(Path::new("")));
        let file = match beside {
            None => tempfile::tempfile()?,
            Some(folder) if folder == Path::new("") => tempfile::tempfile_in(".")?,
            Some(folder) => tempfile::tempfile_in(folder)?,
        };
        let (newest, meals) = (Newest::default(), BufWriter::new(file));
        Ok(Self { newest, meals })
    }

    fn put(&mut self, meal: &Encoded) -> Result<()> {
        for number in [meal.dishes, meal.organic, meal.rows.len(), meal.trace.len()] {
            self.meals.write_all(&(number as u64).to_le_bytes())?;
        }
        self.meals.write_all(&meal.rows)?;
        Ok(self.meals.write_all(&meal.trace)?)
    }

    /// Hands on the meals that stand.
    fn take(self, mut each: impl FnMut(&Served, &Encoded) -> Result<()>) -> Result<()> {
        let mut file = self.meals.into_inner()?;
        file.rewind()?;
        let mut from = BufReader::new(file);
        let mut meal = Encoded::default();
        for (served, stands) in self.newest.served() {
            let [dishes, organic, rows, trace] = [(); 4].map(|()| number(&mut from));
            (meal.dishes, meal.organic) = (dishes?, organic?);
            meal.rows.resize(rows?, 0);
            meal.trace.resize(trace?, 0);
            from.read_exact(&mut meal.rows)?;
            from.read_exact(&mut meal.trace)?;
            if stands {
                each(served, &meal)?;
            }
        }
        Ok(())
    }
}

fn number(from: &mut impl Read) -> std::io::Result<usize> {
    let mut number = [0; 8];
    from.read_exact(&mut number)?;
    Ok(u64::from_le_bytes(number) as usize)
}
