//! Days as columns without rules: day headings side by side, courses named in the margin or not at all. A month is
//! several rows of headings.

use crate::layout::draft::{Draft, Part, whole_lines};
use crate::layout::grid::Way;
use crate::layout::headings::side_by_side;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;
use crate::layout::table::{Frame, Table};

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let headings = side_by_side(sheet, settings);
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
        let frame = Frame {
            headings: &heading.columns,
            header: heading.rect,
            bottom,
            right: sheet.page.width,
            margin: None,
        };
        let table = Table::new(&frame, mine, settings);
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
