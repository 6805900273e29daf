//! Bytes → rows of a CSV, fast: what a row shares with the row above it, at its beginning and at its end, is not read
//! again. Rows of open data repeat most of their cells.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

/// Bytes that one row may take: a quote that is never closed must not swallow the file.
const LONGEST_ROW: usize = 8 << 20;
/// Cells of one row: as many as a spreadsheet program has columns.
const WIDEST_ROW: usize = 1 << 14;
/// Bytes asked for at a time.
const CHUNK: usize = 256 << 10;

/// Why there are no more rows.
#[derive(Debug, thiserror::Error)]
pub(super) enum RowError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A quote is not closed.
    #[error(
        "une ligne n'en finit pas : un guillemet n'est pas refermé / a row does not end: a quote is not closed"
    )]
    Endless,
    /// More columns than any sheet has.
    #[error("une ligne a plus de 16 384 cellules / a row has more than 16,384 cells")]
    Wide,
    /// The bytes are not UTF-8.
    #[error("les caractères ne sont pas en UTF-8 / the characters are not UTF-8")]
    NotUtf8,
}

/// The rows of a CSV.
pub(super) struct Rows<R> {
    from: R,
    delimiter: u8,
    buffer: Vec<u8>,
    start: usize,
    finished: bool,
    /// The row's bytes, without its line end.
    row: Vec<u8>,
    /// Where each cell lies in `row`, quotes included.
    cells: Vec<Range<usize>>,
    above: Vec<Range<usize>>,
    changed: Vec<usize>,
}

/// What was found at the head of the buffer.
struct Parsed {
    /// Bytes of the row, without its line end.
    length: usize,
    /// Bytes to leave behind.
    taken: usize,
    changed: Range<usize>,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(from: R, delimiter: u8) -> Self {
        Self {
            from,
            delimiter,
            buffer: Vec::new(),
            start: 0,
            finished: false,
            row: Vec::new(),
            cells: Vec::new(),
            above: Vec::new(),
            changed: Vec::new(),
        }
    }

    /// Reads the next row; gives the number of blank lines before it, and whether there is one.
    pub(super) fn next(&mut self) -> Result<(u64, bool), RowError> {
        let mut blank = 0;
        loop {
            let Some(length) = self.blank_line()? else {
                return Ok((blank, self.read_row()?));
            };
            if length == 0 {
                return Ok((blank, false));
            }
            self.start += length;
            blank += 1;
        }
    }

    /// How many cells the row has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Which cells differ from those of the row above.
    pub(super) fn changed(&self) -> &[usize] {
        &self.changed
    }

    /// A cell's text; empty where the row has none there.
    pub(super) fn cell(&self, at: usize) -> Result<Cow<'_, str>, RowError> {
        let range = self.cells.get(at).cloned().unwrap_or(0..0);
        let raw = self.row.get(range).unwrap_or_default();
        let text = std::str::from_utf8(raw).map_err(|_| RowError::NotUtf8)?;
        let Some(quoted) = text.strip_prefix('"') else {
            return Ok(Cow::Borrowed(text));
        };
        match quoted.strip_suffix('"') {
            Some(inner) if !inner.contains('"') => Ok(Cow::Borrowed(inner)),
            Some(inner) => Ok(Cow::Owned(inner.replace("\"\"", "\""))),
            None => Ok(Cow::Owned(quoted.replacen('"', "", 1))),
        }
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// The length of an empty line here; zero at the end; none where a row begins.
    fn blank_line(&mut self) -> Result<Option<usize>, RowError> {
        loop {
            match self.rest() {
                [b'\n', ..] => return Ok(Some(1)),
                [b'\r', b'\n', ..] => return Ok(Some(2)),
                [] if self.finished => return Ok(Some(0)),
                [] | [b'\r'] if !self.finished => self.fill()?,
                _ => return Ok(None),
            }
        }
    }

    fn read_row(&mut self) -> Result<bool, RowError> {
        std::mem::swap(&mut self.cells, &mut self.above);
        loop {
            let data = self.buffer.get(self.start..).unwrap_or_default();
            self.cells.clear();
            let mut parser = Parser {
                data,
                whole: self.finished,
                delimiter: self.delimiter,
                row_above: &self.row,
                above: &self.above,
                cells: &mut self.cells,
            };
            let parsed = parser.parse();
            if self.cells.len() > WIDEST_ROW {
                return Err(RowError::Wide);
            }
            if let Some(parsed) = parsed {
                let differs = |at: &usize| {
                    let new = self.cells.get(*at).and_then(|cell| data.get(cell.clone()));
                    let old = self
                        .above
                        .get(*at)
                        .and_then(|cell| self.row.get(cell.clone()));
                    new != old
                };
                self.changed.clear();
                self.changed.extend(parsed.changed.filter(differs));
                self.row.clear();
                let row = data.get(..parsed.length).unwrap_or_default();
                self.row.extend_from_slice(row);
                self.start += parsed.taken;
                return Ok(true);
            }
            if data.len() > LONGEST_ROW {
                return Err(RowError::Endless);
            }
            self.fill()?;
        }
    }

    /// Adds bytes to the buffer; what was read is let go.
    fn fill(&mut self) -> Result<(), RowError> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let kept = self.buffer.len();
        self.buffer.resize(kept + CHUNK, 0);
        let room = self.buffer.get_mut(kept..).unwrap_or_default();
        let got = self.from.read(room)?;
        self.buffer.truncate(kept + got);
        self.finished = got == 0;
        Ok(())
    }
}

/// Finds the cells of the row at the head of `data`.
struct Parser<'a> {
    data: &'a [u8],
    /// No bytes come after `data`.
    whole: bool,
    delimiter: u8,
    row_above: &'a [u8],
    above: &'a [Range<usize>],
    cells: &'a mut Vec<Range<usize>>,
}

impl Parser<'_> {
    /// The row; `None` where its end is not there yet.
    fn parse(&mut self) -> Option<Parsed> {
        let shared = shared_start(self.data, self.row_above);
        let same = self
            .above
            .iter()
            .take_while(|cell| cell.end < shared)
            .count();
        self.cells.extend_from_slice(self.above.get(..same)?);
        let mut at = match self.cells.last() {
            Some(cell) => cell.end + 1,
            None => 0,
        };
        loop {
            if let Some(end) = self.ends_like_above(at) {
                return Some(self.finish(end, same));
            }
            let end = self.end_of_cell(at)?;
            let cell = match self.data.get(end) {
                None | Some(b'\n')
                    if self.data.get(at..end).is_some_and(|c| c.ends_with(b"\r")) =>
                {
                    at..end - 1
                }
                _ => at..end,
            };
            self.cells.push(cell);
            if self.cells.len() > WIDEST_ROW {
                return None;
            }
            match self.data.get(end) {
                Some(byte) if *byte == self.delimiter => at = end + 1,
                _ => {
                    let changed = same..self.cells.len();
                    let length = self.cells.last().map_or(0, |cell| cell.end);
                    let taken = (end + 1).min(self.data.len());
                    return Some(Parsed {
                        length,
                        taken,
                        changed,
                    });
                }
            }
        }
    }

    /// Where the row ends, when all from `at` on is as in the row above.
    fn ends_like_above(&self, at: usize) -> Option<usize> {
        let cell = self.above.get(self.cells.len())?;
        let tail = self.row_above.get(cell.start..)?;
        if self.data.get(at) != tail.first() {
            return None;
        }
        let end = at + tail.len();
        let closed = matches!(self.data.get(end..)?, [b'\n', ..] | [b'\r', b'\n', ..]);
        (closed && self.data.get(at..end)? == tail).then_some(end)
    }

    /// The row that ends here like the one above.
    fn finish(&mut self, end: usize, same: usize) -> Parsed {
        let differing = self.cells.len();
        let shift = end as isize - self.row_above.len() as isize;
        let moved = |at: usize| at.saturating_add_signed(shift);
        let tail = self.above.get(differing..).unwrap_or_default();
        self.cells
            .extend(tail.iter().map(|cell| moved(cell.start)..moved(cell.end)));
        let newline = if self.data.get(end) == Some(&b'\r') {
            2
        } else {
            1
        };
        Parsed {
            length: end,
            taken: end + newline,
            changed: same..differing,
        }
    }

    /// The delimiter or the line end that closes the cell, or the end of the data.
    fn end_of_cell(&self, at: usize) -> Option<usize> {
        let from = match self.data.get(at) {
            Some(b'"') => self.end_of_quotes(at + 1)?,
            _ => at,
        };
        let rest = self.data.get(from..)?;
        match memchr::memchr2(self.delimiter, b'\n', rest) {
            Some(length) => Some(from + length),
            None => self.whole.then_some(self.data.len()),
        }
    }

    /// Right after the quote that closes the one before `at`.
    fn end_of_quotes(&self, mut at: usize) -> Option<usize> {
        loop {
            match memchr::memchr(b'"', self.data.get(at..)?) {
                Some(length) => at += length + 1,
                None => return self.whole.then_some(self.data.len()),
            }
            match self.data.get(at) {
                Some(b'"') => at += 1,
                Some(_) => return Some(at),
                None => return self.whole.then_some(at),
            }
        }
    }
}

/// How many bytes the two begin with alike.
fn shared_start(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 16;
    // Arrays of a known length are compared without a call.
    let (a_steps, b_steps) = (a.as_chunks::<STEP>().0, b.as_chunks::<STEP>().0);
    let alike = STEP
        * a_steps
            .iter()
            .zip(b_steps)
            .take_while(|(x, y)| x == y)
            .count();
    let rest = a.iter().skip(alike).zip(b.iter().skip(alike));
    alike + rest.take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
        let mut rows = Rows::new(bytes, delimiter);
        let mut out = Vec::new();
        while rows.next().unwrap().1 {
            let row = (0..rows.len()).map(|at| rows.cell(at).unwrap().into_owned());
            out.push(row.collect());
        }
        out
    }

    fn by_the_library(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        let records = reader
            .records()
            .map(|r| r.unwrap().iter().map(str::to_owned).collect());
        records.collect()
    }

    #[test]
    fn rows_are_read_as_they_are_written() {
        for (text, wanted) in [
            ("a,b\nc,d\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            (
                "a,b\r\na,b\r\na,c",
                vec![vec!["a", "b"], vec!["a", "b"], vec!["a", "c"]],
            ),
            (
                "\"x,1\",\"say \"\"no\"\"\"\n\"x\n2\",\n",
                vec![vec!["x,1", "say \"no\""], vec!["x\n2", ""]],
            ),
            (
                "a,b,c\na,b\na,b,c,d\n,,\n",
                vec![
                    vec!["a", "b", "c"],
                    vec!["a", "b"],
                    vec!["a", "b", "c", "d"],
                    vec!["", "", ""],
                ],
            ),
            (
                "ab,c\na,bc\nabc,\n",
                vec![vec!["ab", "c"], vec!["a", "bc"], vec!["abc", ""]],
            ),
        ] {
            assert_eq!(rows(text.as_bytes(), b','), wanted, "{text:?}");
        }
    }

    #[test]
    fn blank_lines_are_counted_and_changes_told() {
        let mut rows = Rows::new(&b"a,b,c\n\n\r\na,x,c\na,x,c\n\n"[..], b',');
        assert_eq!(rows.next().unwrap(), (0, true));
        assert_eq!(rows.next().unwrap(), (2, true));
        assert_eq!(rows.changed(), [1]);
        assert_eq!(rows.next().unwrap(), (0, true));
        assert!(rows.changed().is_empty());
        assert_eq!(rows.next().unwrap(), (1, false));
    }

    proptest! {
        #[test]
        fn any_table_is_read_as_the_library_reads_it(
            table in prop::collection::vec(prop::collection::vec("[ab,\"\né]{0,4}", 1..5), 1..8),
            repeats in prop::collection::vec(0..8_usize, 0..12),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in table.iter().chain(repeats.iter().filter_map(|r| table.get(*r))) {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            prop_assert_eq!(rows(&bytes, b','), by_the_library(&bytes));
        }

        #[test]
        fn no_bytes_stop_the_reader(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r;".to_vec()), 0..80)) {
            let mut rows = Rows::new(bytes.as_slice(), b',');
            let mut count = 0;
            while rows.next().unwrap().1 {
                count += 1;
                (0..rows.len()).for_each(|at| { rows.cell(at).unwrap(); });
                prop_assert!(count <= bytes.len());
            }
        }
    }
}
