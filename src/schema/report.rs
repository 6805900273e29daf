//! What a table's check came to: the same error in thousands of rows is one finding, with its count and first places.

use super::checks::Fault;
use crate::diagnostic::{Code, Diagnostic, Finding, Place, Severity};
use serde::Serialize;
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_128;

/// What a table's check came to.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// What is wrong or worth a word: the table first, then its cells in the order in which they were met.
    pub findings: Vec<Finding>,
    /// Data rows.
    pub rows: u64,
    /// Findings beyond the most that are kept apart.
    pub more: u64,
}

/// Findings kept apart, at most: more would not be read, and could fill the memory.
const MOST: usize = 1000;
/// Rows named for each finding.
const FIRST_ROWS: usize = 5;

impl Report {
    /// Whether no finding is an error.
    pub fn is_valid(&self) -> bool {
        self.more == 0
            && self
                .findings
                .iter()
                .all(|f| f.diagnostic.severity() != Severity::Error)
    }

    /// The report of a file that could not be read as a table.
    pub fn of_no_table(reason: Diagnostic) -> Self {
        let mut report = Self::default();
        report.add(reason);
        report
    }

    /// Adds a finding about the table as a whole.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.findings.push(Finding {
            diagnostic,
            count: 1,
            rows: Vec::new(),
        });
    }
}

/// Gathers the faults of cells.
#[derive(Default)]
pub(super) struct Gatherer {
    pub report: Report,
    /// Faults so far.
    pub count: u64,
    /// By code, column and the hash of the text, which may be long.
    known: HashMap<(Code, usize, u128), usize>,
}

impl Gatherer {
    /// A fault of a cell; those with one code, column and text are one finding.
    pub(super) fn fault(
        &mut self,
        row: u64,
        column: (usize, &str),
        key: &str,
        fault: Fault,
        title: &str,
    ) {
        self.count += 1;
        let known = (fault.code, column.0, xxh3_128(key.as_bytes()));
        if let Some(finding) = self
            .known
            .get(&known)
            .and_then(|at| self.report.findings.get_mut(*at))
        {
            finding.count += 1;
            if finding.rows.len() < FIRST_ROWS {
                finding.rows.push(row);
            }
            return;
        }
        if self.report.findings.len() >= MOST {
            self.report.more += 1;
            return;
        }
        let place = Place::Cell {
            row,
            column: column.1.to_owned(),
        };
        let mut diagnostic = Diagnostic::new(fault.code, place).with("title", title);
        for (name, value) in fault.with {
            diagnostic = diagnostic.with(name, value);
        }
        self.known.insert(known, self.report.findings.len());
        self.report.findings.push(Finding {
            diagnostic,
            count: 1,
            rows: vec![row],
        });
    }
}
