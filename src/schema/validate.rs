//! The judge: a table against a schema, row by row, in flat memory.

use super::checks::{CustomCheck, Fault};
use super::kinds::{Format, Geopoint, Kind, json};
use super::read::{Field, Schema};
use super::report::{Gatherer, Report};
use super::show::{nearest, plain, visible};
use super::source::Source;
use super::table::{Stop, Table, with_table};
use crate::diagnostic::{Code, Diagnostic, Place};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use xxhash_rust::xxh3::xxh3_128;

/// Checks a table.
///
/// # Errors
/// When the file cannot be read as a table at all.
pub fn validate(source: &Source, schema: &Schema) -> Result<Report, Diagnostic> {
    with_table(source, |mut table| {
        let mut judge = Judge::new(schema, &table);
        loop {
            let (blank, more) = table.next()?;
            judge.blank(blank);
            if !more {
                return Ok(Ok(judge.finish()));
            }
            judge.row(&table)?;
        }
    })
}

/// A column of the table that the schema knows.
struct Column<'s> {
    field: &'s Field,
    /// Its place in a row.
    at: usize,
    /// Its place in the schema.
    number: usize,
    /// Cells found right: judging one costs more than knowing it again.
    known: HashSet<String, foldhash::fast::RandomState>,
    seen: HashSet<u128>,
}

/// Right cells that a column remembers, and bytes of the longest of them.
const REMEMBERED: usize = 512;
const WORTH_REMEMBERING: usize = 1024;

struct Judge<'s> {
    schema: &'s Schema,
    columns: Vec<Column<'s>>,
    checks: Vec<Check<'s>>,
    primary_key: Vec<usize>,
    keys: HashSet<u128>,
    width: usize,
    row: u64,
    /// The row above had no error: what repeats it has none.
    settled: bool,
    /// The column at each place of a row.
    by_place: Vec<Option<usize>>,
    out: Gatherer,
}

/// A check, and where its columns are.
struct Check<'s> {
    check: &'s CustomCheck,
    places: Vec<Option<usize>>,
    /// The row above passed it.
    right: bool,
}

impl<'s> Judge<'s> {
    fn new(schema: &'s Schema, table: &Table) -> Self {
        let place = |name: &str| table.header.iter().position(|h| h == name);
        let columns: Vec<Column> = schema
            .fields
            .iter()
            .enumerate()
            .filter_map(|(number, field)| {
                Some(Column {
                    field,
                    at: place(&field.name)?,
                    number,
                    known: HashSet::default(),
                    seen: HashSet::new(),
                })
            })
            .collect();
        let checks = schema.custom_checks.iter().map(|check| Check {
            check,
            places: check.columns().into_iter().map(place).collect(),
            right: false,
        });
        let mut judge = Self {
            schema,
            checks: checks.collect(),
            // A key of which a column is missing names nothing.
            primary_key: schema
                .primary_key
                .iter()
                .map(|name| place(name))
                .collect::<Option<_>>()
                .unwrap_or_default(),
            keys: HashSet::new(),
            width: table.header.len(),
            row: 0,
            settled: false,
            by_place: (0..table.header.len())
                .map(|at| columns.iter().position(|c| c.at == at))
                .collect(),
            columns,
            out: Gatherer::default(),
        };
        judge.header(table);
        judge
    }

    /// What the file and its header say before any row.
    fn header(&mut self, table: &Table) {
        let notes = table.notes.iter().chain(&self.schema.doubts);
        notes.cloned().for_each(|note| self.out.report.add(note));
        self.missing_columns(&table.header);
        self.strange_columns(&table.header);
        let in_order = |pair: &[Column]| matches!(pair, [a, b] if a.at < b.at);
        if !self.columns.windows(2).all(in_order) {
            self.about(Code::ColumnOrder, &[]);
        }
        self.checks_without_columns();
    }

    /// Adds a finding about the table as a whole.
    fn about(&mut self, code: Code, words: &[(&str, &str)]) {
        let mut diagnostic = Diagnostic::new(code, Place::File);
        for (name, word) in words {
            diagnostic = diagnostic.with(name, word);
        }
        self.out.report.add(diagnostic);
    }

    fn missing_columns(&mut self, header: &[String]) {
        let fields = &self.schema.fields;
        let known = |name: &&str| fields.iter().any(|f| f.name == *name);
        for field in fields.iter().filter(|f| !header.contains(&f.name)) {
            let words = [("column", field.name.as_str()), ("title", &field.title)];
            let near = nearest(&field.name, header).filter(|name| !known(name));
            match (field.constraints.required, near) {
                (true, Some(near)) => {
                    let found = visible(near);
                    self.about(
                        Code::RenamedColumn,
                        &[("column", &field.name), ("found", &found)],
                    );
                }
                (true, None) => self.about(Code::MissingColumn, &words),
                (false, _) => self.about(Code::MissingOptionalColumn, &words),
            }
        }
    }

    fn strange_columns(&mut self, header: &[String]) {
        let mut seen = BTreeSet::new();
        for name in header {
            let words = [("column", visible(name))];
            let words = words.each_ref().map(|(key, word)| (*key, word.as_str()));
            if !seen.insert(name) {
                self.about(Code::DuplicateColumn, &words);
            } else if !self.schema.fields.iter().any(|f| f.name == *name) {
                self.about(Code::ExtraColumn, &words);
            }
        }
    }

    /// A check whose columns are not all there cannot be made; of two, one may do.
    fn checks_without_columns(&mut self) {
        let one_of = |c: &Check| matches!(c.check, CustomCheck::OneOf(..));
        let found = |c: &Check| c.places.iter().flatten().count();
        let possible = |c: &Check| match one_of(c) {
            true => found(c) > 0,
            false => found(c) == c.places.len(),
        };
        // One that lacks all its columns is for another table, but for a choice between two.
        let worth_a_word = |c: &&Check| !possible(c) && (found(c) > 0 || one_of(c));
        let unmade = self.checks.iter().filter(worth_a_word);
        let unmade: Vec<String> = unmade.map(|c| c.check.columns().join(", ")).collect();
        for columns in unmade {
            self.about(Code::CheckColumns, &[("columns", &columns)]);
        }
        self.checks.retain(possible);
    }

    fn blank(&mut self, lines: u64) {
        for _ in 0..lines {
            self.row += 1;
            self.fault_of_row(Fault::of(Code::EmptyRow));
        }
    }

    fn fault_of_row(&mut self, fault: Fault) {
        self.out.fault(self.row, (usize::MAX, ""), "", fault, "");
    }

    fn row(&mut self, table: &Table) -> Result<(), Stop> {
        self.row += 1;
        let changed = table.changed();
        let whole = table.len() == self.width;
        if changed.is_empty() && self.settled && whole {
            return Ok(());
        }
        if table.is_empty_row()? {
            self.fault_of_row(Fault::of(Code::EmptyRow));
            self.settled = false;
            self.checks.iter_mut().for_each(|check| check.right = false);
            return Ok(());
        }
        if table.len() != self.width {
            let code = match table.len() > self.width {
                true => Code::ExtraCell,
                false => Code::MissingCell,
            };
            let fault = Fault::of(code).with("found", table.len());
            self.fault_of_row(fault.with("wanted", self.width));
        }
        let before = self.out.count;
        // A cell that repeats a right one is right; after a row with errors, all are looked at again.
        if self.settled && whole {
            for at in changed {
                match self.by_place.get(*at).copied().flatten() {
                    Some(number) => self.cell(table, number)?,
                    None => drop(table.cell(*at)?),
                }
            }
        } else {
            table.check_changes()?;
            for number in 0..self.columns.len() {
                self.cell(table, number)?;
            }
        }
        self.whole_row(table)?;
        let unique = self.columns.iter().any(|c| c.field.constraints.unique);
        self.settled = self.out.count == before && !unique && self.primary_key.is_empty();
        Ok(())
    }

    fn cell(&mut self, table: &Table, number: usize) -> Result<(), Stop> {
        let Some(column) = self.columns.get_mut(number) else {
            return Ok(());
        };
        let cell = table.cell(column.at)?;
        if !column.known.contains(cell.as_ref()) {
            judge_cell(column, &cell, self.schema, self.row, &mut self.out);
        }
        Ok(())
    }

    /// What a row's cells must satisfy together.
    fn whole_row(&mut self, table: &Table) -> Result<(), Stop> {
        let changed = table.changed();
        let missing = &self.schema.missing_values;
        for check in &mut self.checks {
            let touched = check.places.iter().flatten().any(|at| changed.contains(at));
            if check.right && !touched && table.len() == self.width {
                continue;
            }
            let mut cells = Vec::with_capacity(check.places.len());
            for at in &check.places {
                let cell = at.map_or(Ok(Cow::Borrowed("")), |at| table.cell(at))?;
                let empty = missing.iter().any(|m| *m == cell);
                cells.push(if empty { Cow::Borrowed("") } else { cell });
            }
            let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            let name = check.check.columns().first().copied().unwrap_or_default();
            let column = self.columns.iter().find(|c| c.field.name == name);
            let fault = check.check.judge(&cells, column.map(|c| &c.field.kind));
            check.right = fault.is_none();
            if let Some(fault) = fault {
                let first = cells.first().copied().unwrap_or_default();
                let place = (column.map_or(usize::MAX, |c| c.number), name);
                let title = column.map_or(name, |c| c.field.title.as_str());
                let fault = fault.with("cell", visible(first));
                self.out.fault(self.row, place, first, fault, title);
            }
        }
        if self.primary_key.is_empty() {
            return Ok(());
        }
        let mut cells = Vec::with_capacity(self.primary_key.len());
        for at in &self.primary_key {
            cells.push(table.cell(*at)?);
        }
        if !self.keys.insert(xxh3_128(cells.join("\u{1f}").as_bytes())) {
            let fault = Fault::of(Code::PrimaryKey)
                .with("cell", visible(&cells.join(" | ")))
                .with("columns", self.schema.primary_key.join(", "));
            self.fault_of_row(fault);
        }
        Ok(())
    }

    fn finish(mut self) -> Report {
        self.out.report.rows = self.row;
        if self.row == 0 {
            self.out
                .report
                .add(Diagnostic::new(Code::NoRows, Place::File));
        }
        self.out.report
    }
}

/// Gathers the cell's errors; remembers it where it has none.
fn judge_cell(column: &mut Column, cell: &str, schema: &Schema, row: u64, out: &mut Gatherer) {
    let field = column.field;
    let place = (column.number, field.name.as_str());
    let mut fault = |fault: Fault, key: &str| {
        let fault = fault.with("cell", visible(cell));
        out.fault(row, place, key, fault, &field.title);
    };
    let constraints = &field.constraints;
    if schema.missing_values.iter().any(|m| m == cell) {
        if constraints.required {
            let example = field.example.as_deref().unwrap_or("…");
            fault(Fault::of(Code::Required).with("how", example), "");
        }
        return;
    }
    if !field.kind.holds(cell) {
        fault(wrong_type(field, cell), cell);
        return;
    }
    let faults = constraint_faults(field, cell, &mut column.seen);
    let right = faults.is_empty();
    for found in faults {
        let key = match found.code {
            Code::Unique => "",
            _ => cell,
        };
        fault(found, key);
    }
    let plain = field.kind == Kind::String(Format::Plain)
        && constraints.allowed.is_empty()
        && constraints.pattern.is_none();
    let short = cell.len() <= WORTH_REMEMBERING;
    let worth_it = !plain && !constraints.unique && short && column.known.len() < REMEMBERED;
    if right && worth_it {
        column.known.insert(cell.to_owned());
    }
}

/// What a cell of the wrong type should have been, and how to write it.
fn wrong_type(field: &Field, cell: &str) -> Fault {
    let code = match &field.kind {
        Kind::Integer { .. } => Code::NotInteger,
        Kind::Number { .. } => Code::NotNumber,
        Kind::Boolean { .. } => Code::NotBoolean,
        Kind::Date(_) => Code::NotDate,
        Kind::Time(_) => Code::NotTime,
        Kind::Datetime(_) => Code::NotDatetime,
        Kind::Year => Code::NotYear,
        Kind::Array(_) => Code::NotArray,
        Kind::Object => Code::NotObject,
        Kind::Geopoint(_) => Code::NotGeopoint,
        Kind::String(Format::Email) => Code::NotEmail,
        Kind::String(_) | Kind::Any => Code::NotFormat,
    };
    let how = super::fix::rewritten(field, cell);
    let how = how
        .or_else(|| field.example.clone())
        .unwrap_or_else(|| usual(&field.kind));
    Fault::of(code).with("how", visible(&how))
}

/// A right cell of the type.
fn usual(kind: &Kind) -> String {
    match kind {
        Kind::Integer { .. } => "12".to_owned(),
        Kind::Number { decimal, .. } => format!("12{decimal}5"),
        Kind::Boolean { yes, no } => yes.iter().chain(no).cloned().collect::<Vec<_>>().join(", "),
        Kind::Date(None) => "2022-11-07".to_owned(),
        Kind::Time(None) => "12:30:00".to_owned(),
        Kind::Datetime(None) => "2022-11-07T12:30:00Z".to_owned(),
        Kind::Date(Some(p)) | Kind::Time(Some(p)) | Kind::Datetime(Some(p)) => p.clone(),
        Kind::Year => "2022".to_owned(),
        Kind::Array(_) => "[\"…\", \"…\"]".to_owned(),
        Kind::Object => "{\"…\": \"…\"}".to_owned(),
        Kind::Geopoint(Geopoint::Array) => "[-1.78, 48.05]".to_owned(),
        Kind::Geopoint(Geopoint::Object) => "{\"lon\": -1.78, \"lat\": 48.05}".to_owned(),
        Kind::Geopoint(Geopoint::Text) => "-1.78, 48.05".to_owned(),
        Kind::String(Format::Email) => "mairie@commune.fr".to_owned(),
        Kind::String(Format::Uri) => "https://commune.fr/menus".to_owned(),
        Kind::String(_) | Kind::Any => "…".to_owned(),
    }
}

fn constraint_faults(field: &Field, cell: &str, seen: &mut HashSet<u128>) -> Vec<Fault> {
    let constraints = &field.constraints;
    let mut faults = Vec::new();
    if !constraints.allowed.is_empty() && !is_allowed(field, cell) {
        faults.push(not_allowed(cell, &constraints.allowed));
    }
    if let Kind::Array(Some(item)) = &field.kind
        && !item.allowed.is_empty()
    {
        let items = json(cell)
            .and_then(|v| v.as_array().cloned())
            .unwrap_or_default();
        let items = items.iter().map(super::values::shown);
        let wrong = items.filter(|i| !item.allowed.contains(i));
        faults.extend(wrong.map(|i| not_allowed(&i, &item.allowed)));
    }
    if let Some((written, pattern)) = &constraints.pattern
        && !pattern.is_match(cell).unwrap_or(false)
    {
        let how = field.example.as_deref().unwrap_or("…");
        faults.push(
            Fault::of(Code::Pattern)
                .with("pattern", written)
                .with("how", how),
        );
    }
    let beyond = |limit: &Option<String>, low: bool| {
        let limit = limit.as_deref()?;
        let (value, end) = (field.kind.rank(cell)?, field.kind.rank(limit)?);
        let wrong = if low { value < end } else { value > end };
        wrong.then(|| limit.to_owned())
    };
    faults.extend(
        beyond(&constraints.minimum, true).map(|l| Fault::of(Code::Minimum).with("limit", l)),
    );
    faults.extend(
        beyond(&constraints.maximum, false).map(|l| Fault::of(Code::Maximum).with("limit", l)),
    );
    if constraints.min_length.is_some() || constraints.max_length.is_some() {
        let length = field.kind.length(cell);
        let count =
            |code, limit: usize| Fault::of(code).with("limit", limit).with("length", length);
        faults.extend(
            constraints
                .min_length
                .filter(|l| length < *l)
                .map(|l| count(Code::MinLength, l)),
        );
        faults.extend(
            constraints
                .max_length
                .filter(|l| length > *l)
                .map(|l| count(Code::MaxLength, l)),
        );
    }
    if constraints.unique && !seen.insert(xxh3_128(cell.as_bytes())) {
        faults.push(Fault::of(Code::Unique));
    }
    faults
}

fn is_allowed(field: &Field, cell: &str) -> bool {
    let allowed = &field.constraints.allowed;
    let same = |value: &String| match (field.kind.rank(cell), field.kind.rank(value)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    };
    allowed.iter().any(|value| value == cell || same(value))
}

/// Values named in a message, at most.
const NAMED: usize = 12;

fn not_allowed(cell: &str, allowed: &[String]) -> Fault {
    let hidden = allowed
        .iter()
        .find(|value| value.trim() == cell.trim() && value.trim() != *value);
    if let Some(value) = hidden {
        return Fault::of(Code::EnumHiddenSpace)
            .with("value", visible(cell))
            .with("how", visible(value));
    }
    let same = allowed.iter().find(|value| plain(value) == plain(cell));
    let near = same.map(String::as_str).or_else(|| nearest(cell, allowed));
    if let Some(value) = near {
        return Fault::of(Code::EnumNear)
            .with("value", visible(cell))
            .with("how", visible(value));
    }
    let named: Vec<String> = allowed
        .iter()
        .take(NAMED)
        .map(|v| format!("« {} »", visible(v)))
        .collect();
    let more = if allowed.len() > NAMED { "…" } else { "" };
    let fault = Fault::of(Code::Enum).with("value", visible(cell));
    fault.with("allowed", format!("{}{more}", named.join(", ")))
}
