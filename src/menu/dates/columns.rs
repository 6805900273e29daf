//! Periods side by side over tables side by side: each dates the tables in its own column and no other.

use super::margin::Table;
use crate::geometry::Rect;
use std::collections::BTreeSet;

/// For each of the periods that stand at these places of a page, the blocks that it dates alone; none for one that stands in
/// no row with others, or where all of its row are over the same tables.
pub(super) fn blocks_below(page: u32, periods: &[Rect], tables: &[Table]) -> Vec<Vec<usize>> {
    let own: Vec<Vec<usize>> = periods.iter().map(|p| own(page, p, tables)).collect();
    let parted = |(at, period): (usize, &Rect)| {
        let row = periods.iter().zip(&own).filter(|(p, _)| p.in_row(period));
        let kinds: BTreeSet<&Vec<usize>> = row.map(|(_, blocks)| blocks).collect();
        let blocks = own.get(at).filter(|_| kinds.len() > 1);
        blocks.cloned().unwrap_or_default()
    };
    periods.iter().enumerate().map(parted).collect()
}

/// Of the first row of tables below a period, those in the column nearest to it.
fn own(page: u32, period: &Rect, tables: &[Table]) -> Vec<usize> {
    // The first day's row may hold the period too.
    let is_below = |t: &&Table| t.page == page && period.centre_y() < t.rect.centre_y();
    let below: Vec<&Table> = tables.iter().filter(is_below).collect();
    let first = below.iter().min_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let row = below
        .iter()
        .filter(|t| first.is_some_and(|f| f.rect.in_row(&t.rect)));
    let aside = |t: &Table| (t.rect.centre_x() - period.centre_x()).abs();
    let nearest = row.min_by(|a, b| aside(a).total_cmp(&aside(b)));
    nearest.map(|table| table.block).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(block: usize, x: f32, y: f32) -> Table {
        let rect = Rect::new(x, y, x + 200.0, y + 80.0);
        Table {
            block,
            page: 1,
            rect,
        }
    }

    #[test]
    fn a_period_is_that_of_the_table_below_it() {
        let period = |x, y| Rect::new(x, y, x + 90.0, y + 10.0);
        let tables = [
            table(0, 50.0, 100.0),
            table(1, 300.0, 100.0),
            table(2, 50.0, 250.0),
        ];
        let own = |periods: &[Rect]| blocks_below(1, periods, &tables);
        // Two side by side, under a title.
        let title = period(200.0, 40.0);
        let two = [title, period(60.0, 80.0), period(390.0, 80.0)];
        assert_eq!(own(&two), [vec![], vec![0], vec![1]]);
        // A title alone, and two over one table, are those of all.
        assert_eq!(own(&[period(60.0, 80.0)]), [Vec::<usize>::new()]);
        assert_eq!(
            own(&[period(50.0, 80.0), period(150.0, 80.0)]),
            [Vec::<usize>::new(), vec![]]
        );
    }
}
