//! The statistics as one flat list: a line a figure, the same for each group.

use super::count::Mark;
use super::definitions::{Unit, class_name, definition};
use super::share::Share;
use super::statistics::{Group, Statistics};
use crate::diagnostic::Lang;

/// One figure of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'s> {
    /// `figure`, `part` or `organic_part` (of a partition), `all`, `course`, `restaurant`, `month` or `weekday`.
    pub group: &'static str,
    /// Which group; a figure has none, a part that of its partition.
    pub key: &'s str,
    /// The figure's or the part's stable name, or the mark.
    pub figure: &'s str,
    /// What it is called.
    pub name: &'s str,
    /// What is counted.
    pub unit: Unit,
    /// How many of how many.
    pub share: Share,
}

impl Statistics {
    /// Every figure, every part, and every mark of every group.
    pub fn lines(&self, lang: Lang) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for figure in &self.figures {
            lines.extend(definition(figure.id).map(|definition| Line {
                group: "figure",
                key: "",
                figure: figure.id,
                name: definition.name(lang),
                unit: definition.unit,
                share: figure.share,
            }));
        }
        for partition in &self.partitions {
            let unit = match partition.id {
                "snacks" => Unit::Snacks,
                _ => Unit::Dishes,
            };
            for part in &partition.parts {
                let line = |group, share| Line {
                    group,
                    key: partition.id,
                    figure: part.id,
                    name: class_name(partition.id, part.id, lang),
                    unit,
                    share,
                };
                lines.extend([line("part", part.share), line("organic_part", part.organic)]);
            }
        }
        self.mark_lines(&mut lines);
        lines
    }

    fn mark_lines<'s>(&'s self, lines: &mut Vec<Line<'s>>) {
        let groups = &self.groups;
        let all = std::slice::from_ref(&groups.all);
        for (group, those) in [
            ("all", all),
            ("course", groups.courses.as_slice()),
            ("restaurant", groups.restaurants.as_slice()),
            ("month", groups.months.as_slice()),
            ("weekday", groups.weekdays.as_slice()),
        ] {
            let by_mark = |it: &'s Group| {
                let marks = self.marks.iter().map(move |mark| (it, *mark));
                marks.flat_map(move |(it, mark)| lines_of(group, it, mark))
            };
            lines.extend(those.iter().flat_map(by_mark));
        }
    }
}

fn lines_of<'g>(group: &'static str, it: &'g Group, mark: Mark) -> impl Iterator<Item = Line<'g>> {
    let counts = [
        (Unit::Dishes, Some(it.dishes)),
        (Unit::Meals, it.meals),
        (Unit::Days, it.days),
    ];
    counts.into_iter().filter_map(move |(unit, count)| {
        Some(Line {
            group,
            key: &it.key,
            figure: mark.as_str(),
            name: mark.as_str(),
            unit,
            share: count?.share(mark),
        })
    })
}
