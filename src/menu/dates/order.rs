//! Day headings → the order in which their days are served: the tables one after the other, and each table the way that it
//! is read, along its rows or down its columns.

use super::said::Heading;
use std::collections::BTreeMap;

/// The places of the headings, in the order of their days.
pub(in crate::menu) fn in_order(headings: &[Heading]) -> Vec<usize> {
    let mut tables: BTreeMap<(u32, usize), Vec<usize>> = BTreeMap::new();
    for (at, heading) in headings.iter().enumerate() {
        tables
            .entry((heading.page, heading.block))
            .or_default()
            .push(at);
    }
    let tables = tables.into_values();
    tables.flat_map(|table| as_read(headings, table)).collect()
}

/// As found, or down the columns, where that goes back less often.
fn as_read(headings: &[Heading], found: Vec<usize>) -> Vec<usize> {
    let down = down_columns(headings, &found);
    match goes_back(headings, &down) < goes_back(headings, &found) {
        true => down,
        false => found,
    }
}

fn down_columns(headings: &[Heading], found: &[usize]) -> Vec<usize> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    let place = |at: usize| headings.get(at).map(|h| h.reach).unwrap_or_default();
    for at in found.iter().copied() {
        let is_over = |column: &&mut Vec<usize>| {
            let last = column.last().map(|above| place(*above));
            last.is_some_and(|above| above.in_column(&place(at)))
        };
        match columns.iter_mut().find(is_over) {
            Some(column) => column.push(at),
            None => columns.push(vec![at]),
        }
    }
    let left = |column: &Vec<usize>| column.first().map_or(0.0, |at| place(*at).x0);
    columns.sort_by(|a, b| left(a).total_cmp(&left(b)));
    columns.concat()
}

/// How often a heading names a weekday no later than the one before it, or a number.
fn goes_back(headings: &[Heading], order: &[usize]) -> usize {
    let marks: Vec<_> = order
        .iter()
        .filter_map(|at| headings.get(*at)?.mark)
        .collect();
    let pairs = marks.iter().zip(marks.iter().skip(1));
    let back = pairs.filter(
        |(a, b)| match (a.day.zip(b.day), a.weekday.zip(b.weekday)) {
            (Some((one, next)), _) => next <= one,
            (None, Some((one, next))) => next.num_days_from_monday() <= one.num_days_from_monday(),
            (None, None) => false,
        },
    );
    back.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day_mark;
    use crate::geometry::Rect;

    /// Boxes in two columns, from the top.
    fn boxes(names: &[[&str; 2]]) -> Vec<Heading> {
        let of_row = |(row, names): (usize, &[&str; 2])| {
            let rects = [0.0, 300.0]
                .map(|x| Rect::new(x, 90.0 * row as f32, x + 200.0, 90.0 * row as f32 + 80.0));
            let named = names
                .iter()
                .zip(rects)
                .filter_map(|(name, rect)| Some((day_mark(name)?, rect)));
            named.collect::<Vec<_>>()
        };
        let all = names.iter().enumerate().flat_map(of_row);
        let heading = |(position, (mark, rect))| Heading {
            mark: Some(mark),
            page: 1,
            rect,
            reach: rect,
            block: 0,
            position,
        };
        all.enumerate().map(heading).collect()
    }

    #[test]
    fn days_go_along_rows_or_down_columns() {
        let along = [["Lundi", "Mardi"], ["Jeudi", "Vendredi"]];
        assert_eq!(in_order(&boxes(&along)), [0, 1, 2, 3]);
        let down = [["Lundi", "Jeudi"], ["Mardi", "Vendredi"], ["Mercredi", ""]];
        assert_eq!(in_order(&boxes(&down)), [0, 2, 4, 1, 3]);
        let numbers = [["Lundi 3", "Jeudi 6"], ["Mardi 4", "Vendredi 7"]];
        assert_eq!(in_order(&boxes(&numbers)), [0, 2, 1, 3]);
        // Two weeks, one over the other.
        let weeks = [["Lundi", "Mardi"], ["Lundi", "Mardi"]];
        assert_eq!(in_order(&boxes(&weeks)), [0, 1, 2, 3]);
    }
}
