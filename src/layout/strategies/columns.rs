//! Days as columns without rules: day headings side by side, courses named in the margin or not at all. A month is
//! several rows of headings.

use crate::calendar::DayMark;
use crate::geometry::Rect;
use crate::layout::draft::{Draft, Part, whole_lines};
use crate::layout::grid::Way;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;
use crate::layout::table::Table;

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let headings = heading_rows(sheet, settings);
    if headings.is_empty() {
        return Vec::new();
    }
    let mut regions = Vec::new();
    let mut parts = Vec::new();
    let mut evidence = vec![format!("{} rows of day headings", headings.len())];
    let mut rest = whole_lines(sheet);
    for (at, heading) in headings.iter().enumerate().rev() {
        let bottom = match headings.get(at + 1) {
            Some(next) => next.rect.y0,
            None => sheet.page.height,
        };
        let above = |part: &Part| part.rect.centre_y() < heading.rect.y0;
        let (others, mine): (Vec<Part>, Vec<Part>) = rest.into_iter().partition(above);
        rest = others;
        let right = sheet.page.width;
        let table = Table::new(
            &heading.columns,
            heading.rect,
            bottom,
            right,
            mine,
            settings,
        );
        evidence.extend(table.evidence());
        parts.extend(table.place(&mut regions, settings));
    }
    parts.extend(rest);
    evidence.dedup();
    vec![Draft {
        sheet,
        regions,
        parts,
        strategy: "columns",
        way: Way::Columns,
        evidence,
    }]
}

/// Day headings side by side.
struct HeadingRow {
    rect: Rect,
    /// The first heading's.
    mark: DayMark,
    columns: Vec<Rect>,
}

/// The rows of at least two headings; "LUNDI" over "1 mai" is one heading.
fn heading_rows(sheet: &Sheet<'_>, settings: &Settings) -> Vec<HeadingRow> {
    let mut rows: Vec<HeadingRow> = Vec::new();
    let mut between = false;
    // A heading turned by 90° heads what stands beside it.
    let level = sheet.dated_lines().filter(|(line, _)| line.is_level());
    for (line, day) in level {
        let Some(mark) = day else {
            between |= rows.last().is_some_and(|r| line.rect.y0 > r.rect.y1 - 1.0);
            continue;
        };
        let rect = line.rect;
        let home = rows.last_mut().filter(|row| {
            let beside = rect.y0 < row.rect.y1 - 0.3 * rect.height();
            beside || (!between && mark.completes(&row.mark))
        });
        let Some(row) = home else {
            between = false;
            rows.push(HeadingRow {
                rect,
                mark,
                columns: vec![rect],
            });
            continue;
        };
        row.rect = row.rect.union(&rect);
        match row.columns.iter_mut().find(|c| c.in_column(&rect)) {
            Some(column) => *column = column.union(&rect),
            None => row.columns.push(rect),
        }
    }
    rows.retain(|r| (2..=settings.max_columns).contains(&r.columns.len()));
    for row in &mut rows {
        row.columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}
