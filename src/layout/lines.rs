//! Words → lines: what stands on one baseline, whatever the order of the content.

use super::grid::{Line, day_of};
use super::settings::Settings;
use crate::calendar::{self, DayMark};
use crate::geometry::Rect;
use crate::pdf::{Axis, Page, Rotation, Rule, Word};

/// Em: letters set apart in one word stand closer than this to the next.
const LONE_LETTER: f32 = 0.15;
/// Letters of "MERCREDI" and "VENDREDI".
const LONGEST_DAY: usize = 8;
/// Words looked back at for a line: bounds the work on a page where thousands of words overlap.
const LOOK_BACK: usize = 48;

/// A line that is still made of the page's own words.
pub(super) struct Run<'a> {
    pub words: Vec<&'a Word>,
    pub rect: Rect,
}

impl<'a> Run<'a> {
    fn new(words: &[&'a Word]) -> Self {
        Self {
            words: words.to_vec(),
            rect: Rect::around(words.iter().map(|w| w.rect)).unwrap_or_default(),
        }
    }

    /// The day that the line as a whole is.
    pub(super) fn day_mark(&self) -> Option<DayMark> {
        day_of(self.words.iter().copied())
    }

    pub(super) fn to_line(&self) -> Line {
        Line {
            words: self.words.iter().copied().cloned().collect(),
            rect: self.rect,
        }
    }
}

/// The lines of these words, top to bottom, then left to right; a gap wider than `gap` em makes two lines.
pub(super) fn runs_of<'a>(words: Vec<&'a Word>, gap: f32, settings: &Settings) -> Vec<Run<'a>> {
    let (level, turned): (Vec<&Word>, Vec<&Word>) = words
        .into_iter()
        .partition(|w| matches!(w.rotation, Rotation::None | Rotation::Over));
    let mut lines: Vec<Run> = Vec::new();
    for words in baselines(level, settings) {
        let apart = |last: &Word, word: &Word| {
            let em = last.size.max(word.size);
            word.rect.x0 - last.rect.x1 > gap * em
        };
        for run in words.chunk_by(|last, word| !apart(last, word)) {
            split_at_days(run, &mut lines);
        }
    }
    for run in turned_lines(turned) {
        split_at_days(&run, &mut lines);
    }
    lines.sort_by(|a, b| {
        a.rect
            .centre_y()
            .total_cmp(&b.rect.centre_y())
            .then(a.rect.x0.total_cmp(&b.rect.x0))
    });
    level_rows(&mut lines);
    lines
}

/// Words on one baseline, left to right.
fn baselines<'a>(mut words: Vec<&'a Word>, settings: &Settings) -> Vec<Vec<&'a Word>> {
    words.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let mut lines: Vec<(Rect, Vec<&Word>)> = Vec::new();
    for word in words {
        let from = lines.len().saturating_sub(LOOK_BACK);
        let home = lines.iter_mut().skip(from).rev().find(|(rect, _)| {
            let least = rect.height().min(word.rect.height());
            rect.overlap_y(&word.rect) > settings.line_overlap * least
        });
        match home {
            Some((rect, line)) => {
                rect.x0 = rect.x0.min(word.rect.x0);
                rect.x1 = rect.x1.max(word.rect.x1);
                line.push(word);
            }
            None => lines.push((word.rect, vec![word])),
        }
    }
    lines
        .into_iter()
        .map(|(_, mut line)| {
            line.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
            line
        })
        .collect()
}

/// "Lundi 13 Mardi 14 Jeudi 16": day headings that stand too close for a gap to part them.
fn split_at_days<'a>(words: &[&'a Word], lines: &mut Vec<Run<'a>>) {
    let begins = |w: &Word| calendar::begins_with_weekday(&w.text);
    if words.iter().skip(1).any(|w| begins(w)) {
        let parts = words.chunk_by(|_, word| !begins(word));
        let parts: Vec<Run> = parts.map(Run::new).collect();
        if parts.iter().all(|l| l.day_mark().is_some()) {
            lines.extend(parts);
            return;
        }
    }
    lines.push(Run::new(words));
}

/// Lines of text turned by 90°: words that share a column, read along it.
fn turned_lines(mut words: Vec<&Word>) -> Vec<Vec<&Word>> {
    words.sort_by(|a, b| a.rect.centre_x().total_cmp(&b.rect.centre_x()));
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in words {
        let home = lines.last_mut().filter(|line| {
            line.last().is_some_and(|last| {
                let near = last.rect.overlap_x(&word.rect) > 0.5 * word.rect.width();
                near && last.rotation == word.rotation
            })
        });
        match home {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    lines
        .into_iter()
        .flat_map(|mut line| {
            let up = line.iter().any(|w| w.rotation == Rotation::Up);
            line.sort_by(|a, b| match up {
                true => b.rect.y0.total_cmp(&a.rect.y0),
                false => a.rect.y0.total_cmp(&b.rect.y0),
            });
            let together = |last: &&Word, word: &&Word| {
                let gap = (word.rect.y0 - last.rect.y1).max(last.rect.y0 - word.rect.y1);
                gap <= word.size
            };
            let runs = line.chunk_by(together).map(<[&Word]>::to_vec);
            runs.collect::<Vec<_>>()
        })
        .collect()
}

/// Lines side by side may differ by a fraction of a point: those are read left to right.
fn level_rows(lines: &mut [Run]) {
    let level = |last: &Run, line: &Run| {
        let drift = (line.rect.centre_y() - last.rect.centre_y()).abs();
        drift < 0.3 * line.rect.height().min(last.rect.height())
    };
    for row in lines.chunk_by_mut(level) {
        row.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    }
}

/// The same words, those written one letter a line ("L/U/N/D/I") joined.
pub(crate) fn join_stacked_letters(page: &Page, settings: &Settings) -> Vec<Word> {
    let words = &page.words;
    if words.len() > settings.stack_max_words {
        return words.to_vec();
    }
    let mut order: Vec<&Word> = words.iter().filter(|w| is_lone_letter(w, words)).collect();
    if order.len() < settings.stack_letters {
        return words.to_vec();
    }
    order.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let mut stacks: Vec<Vec<&Word>> = Vec::new();
    for letter in order {
        let from = stacks.len().saturating_sub(LOOK_BACK);
        let home = stacks.iter_mut().skip(from).find(|stack| {
            stack.last().is_some_and(|last| {
                let em = last.size.max(letter.size);
                let pitch = letter.rect.centre_y() - last.rect.centre_y();
                let aside = (letter.rect.centre_x() - last.rect.centre_x()).abs();
                let near = pitch > 0.3 * em && pitch < settings.stack_pitch * em;
                near && aside < 0.5 * em && !is_ruled_off(last, letter, &page.rules)
            })
        });
        match home {
            Some(stack) => stack.push(letter),
            None => stacks.push(vec![letter]),
        }
    }
    let mut stacks: Vec<Vec<&Word>> = stacks.into_iter().flat_map(days_apart).collect();
    stacks.retain(|s| s.len() >= settings.stack_letters);
    let joined: Vec<Word> = stacks.iter().filter_map(|s| joined(s)).collect();
    let taken = |w: &Word| stacks.iter().flatten().any(|t| std::ptr::eq(*t, w));
    let left = words.iter().filter(|w| !taken(w)).cloned();
    left.chain(joined).collect()
}

/// Whether a rule runs between two letters, one under the other.
fn is_ruled_off(above: &Word, below: &Word, rules: &[Rule]) -> bool {
    let x = below.rect.centre_x();
    rules.iter().any(|rule| {
        let between = above.rect.centre_y() < rule.at && rule.at < below.rect.centre_y();
        rule.axis == Axis::Horizontal && between && rule.from < x && x < rule.to
    })
}

/// A stack that spells several days is several stacks.
fn days_apart(stack: Vec<&Word>) -> Vec<Vec<&Word>> {
    let mut days = Vec::new();
    let mut rest = stack.as_slice();
    while !rest.is_empty() {
        // The longest name first: "MERC" is a day too.
        let Some((day, after)) = (1..=rest.len().min(LONGEST_DAY)).rev().find_map(|n| {
            let (day, after) = rest.split_at_checked(n)?;
            let text: String = day.iter().map(|w| w.text.as_str()).collect();
            (n > 3 && calendar::day_mark(&text).is_some()).then_some((day, after))
        }) else {
            return vec![stack];
        };
        days.push(day.to_vec());
        rest = after;
    }
    days
}

fn joined(stack: &[&Word]) -> Option<Word> {
    let first = *stack.first()?;
    Some(Word {
        text: stack.iter().map(|w| w.text.as_str()).collect(),
        rect: Rect::around(stack.iter().map(|w| w.rect))?,
        rotation: Rotation::Down,
        ..first.clone()
    })
}

fn is_lone_letter(word: &Word, words: &[Word]) -> bool {
    let mut letters = word.text.chars();
    let one = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    one && !words.iter().any(|other| {
        !std::ptr::eq(other, word)
            && other.rect.overlap_y(&word.rect) > 0.3 * word.rect.height()
            && other
                .rect
                .overlap_x(&word.rect.grown(LONE_LETTER * word.size))
                > 0.0
    })
}
