//! Words → lines: what stands on one baseline, whatever the order of the content.

use super::grid::{Line, day_of, is_level};
use super::settings::Settings;
use crate::calendar;
use crate::geometry::Rect;
use crate::pdf::{Axis, Page, Rotation, Rule, Word};

/// Em: letters set apart in one word stand closer than this to the next.
const LONE_LETTER: f32 = 0.15;
/// Letters of "MERCREDI" and "VENDREDI".
const LONGEST_DAY: usize = 8;
/// Words looked back at for a line: bounds the work on a page where thousands of words overlap.
const LOOK_BACK: usize = 48;

/// The lines of these words, top to bottom, then left to right; a wide gap makes two lines.
pub(super) fn lines_of(words: &[Word], settings: &Settings) -> Vec<Line> {
    let (level, turned): (Vec<&Word>, Vec<&Word>) = words.iter().partition(|w| is_level(w));
    let mut lines: Vec<Line> = Vec::new();
    for words in baselines(level, |w| w.rect, settings) {
        let is_close = |last: &&Word, word: &&Word| {
            let em = last.size.max(word.size);
            word.rect.x0 - last.rect.x1 <= settings.page_gap * em
        };
        for run in words.chunk_by(is_close) {
            split_at_days(run, settings, &mut lines);
        }
    }
    for run in turned_lines(turned) {
        split_at_days(&run, settings, &mut lines);
    }
    sort_for_reading(&mut lines, |line| line.rect);
    lines
}

/// What stands on one baseline, left to right.
pub(super) fn baselines<T>(
    mut items: Vec<T>,
    rect: impl Fn(&T) -> Rect,
    settings: &Settings,
) -> Vec<Vec<T>> {
    items.sort_by(|a, b| rect(a).y0.total_cmp(&rect(b).y0));
    let mut rows: Vec<(Rect, Vec<T>)> = Vec::new();
    for item in items {
        let own = rect(&item);
        let from = rows.len().saturating_sub(LOOK_BACK);
        let home = rows.iter_mut().skip(from).rev().find(|(row, _)| {
            let least = row.height().min(own.height());
            row.overlap_y(&own) > settings.line_overlap * least
        });
        match home {
            Some((_, row)) => row.push(item),
            None => rows.push((own, vec![item])),
        }
    }
    let mut rows: Vec<Vec<T>> = rows.into_iter().map(|(_, row)| row).collect();
    for row in &mut rows {
        row.sort_by(|a, b| rect(a).x0.total_cmp(&rect(b).x0));
    }
    rows
}

/// "Lundi 13 Mardi 14 Jeudi 16": day headings that stand too close for a gap to part them; and a day that more than a space
/// parts from what follows it, or that is set in another size.
fn split_at_days(words: &[&Word], settings: &Settings, lines: &mut Vec<Line>) {
    let line = |words: &[&Word]| Line::new(words.iter().copied().cloned().collect());
    let begins = |w: &Word| calendar::begins_with_weekday(&w.text);
    if words.iter().skip(1).any(|w| begins(w)) {
        let parts = words.chunk_by(|_, word| !begins(word));
        let parts: Vec<Line> = parts.map(line).collect();
        if parts.iter().all(|l| l.day_mark().is_some()) {
            lines.extend(parts);
            return;
        }
    }
    let goes_on = |last: &&Word, word: &&Word| is_set_alike(last, word, settings);
    let ends = words.chunk_by(goes_on).scan(0, |end, run| {
        *end += run.len();
        Some(*end)
    });
    let days = ends.filter_map(|end| words.split_at_checked(end));
    match days
        .filter(|(day, _)| day_of(day.iter().copied()).is_some())
        .last()
    {
        Some((day, rest)) if !rest.is_empty() => lines.extend([line(day), line(rest)]),
        _ => lines.push(line(words)),
    }
}

/// Whether no more than a space parts two words, of one size and weight.
fn is_set_alike(last: &Word, word: &Word, settings: &Settings) -> bool {
    let (small, large) = (last.size.min(word.size), last.size.max(word.size));
    let gap = word.rect.x0 - last.rect.x1;
    let one_print = large < settings.other_size * small && last.bold == word.bold;
    gap <= settings.word_space * large && one_print
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

/// Puts lines in order, top to bottom, then left to right: those side by side may differ in height by a fraction of a point.
pub(super) fn sort_for_reading<T>(lines: &mut [T], rect: impl Fn(&T) -> Rect) {
    lines.sort_by(|a, b| {
        let (a, b) = (rect(a), rect(b));
        a.centre_y()
            .total_cmp(&b.centre_y())
            .then(a.x0.total_cmp(&b.x0))
    });
    // "BIO" in small letters at the far end of a line may stand higher than its name.
    let is_level = |last: &T, line: &T| {
        let (last, line) = (rect(last), rect(line));
        line.overlap_y(&last) > 0.7 * line.height().min(last.height())
    };
    for row in lines.chunk_by_mut(is_level) {
        row.sort_by(|a, b| rect(a).x0.total_cmp(&rect(b).x0));
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
