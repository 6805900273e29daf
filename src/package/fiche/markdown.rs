//! The fiche as Markdown, with the tables of GitHub's (<https://github.github.com/gfm/>), as data.gouv.fr shows it.

use super::model::{Block, Fact, Fiche, Section, Table, Words};
use crate::markdown::inline;

/// The whole file, one line break at its end.
pub fn fiche_markdown(fiche: &Fiche) -> String {
    let mut parts = vec![
        format!("# {}", inline(&fiche.title)),
        format!("*{}*", inline(&fiche.subtitle)),
    ];
    parts.extend(fiche.sections.iter().flat_map(section));
    parts.push(format!("*{}*", inline(&fiche.made)));
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn section(section: &Section) -> Vec<String> {
    let heading = format!("## {}", inline(section.title));
    let blocks = section.blocks.iter().map(block);
    [heading].into_iter().chain(blocks).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Text { words } => first_on_a_line(&span(words)),
        Block::Warning { words } => format!("> **Attention :** {}", span(words)),
        Block::Facts { facts } => lines(facts.iter().map(fact)),
        Block::List { items } => lines(
            items
                .iter()
                .map(|item| format!("- {}", first_on_a_line(&span(item)))),
        ),
        Block::Table(it) => table(it),
    }
}

fn fact(fact: &Fact) -> String {
    format!("- **{} :** {}", inline(fact.name), span(&fact.value))
}

fn table(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| inline(column));
    let rule = table.columns.iter().map(|_| "---".to_owned());
    let rows = table.rows.iter().map(|cells| row(cells.iter().map(span)));
    lines([row(columns), row(rule)].into_iter().chain(rows))
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.collect();
    lines.join("\n")
}

fn span(words: &Words) -> String {
    let text = inline(&words.text);
    match &words.link {
        Some(link) => format!("[{text}](<{link}>)"),
        None => text,
    }
}

/// What would begin a list, a rule or a heading at the start of a line is escaped there.
fn first_on_a_line(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some(("", rest)) if rest.starts_with(['-', '+', '=']) => format!("\\{rest}"),
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{number}\\{rest}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_paragraph_is_taken_for_a_list() {
        for (text, wanted) in [
            ("- a", r"\- a"),
            ("+ a", r"\+ a"),
            ("=== a", r"\=== a"),
            ("1. a", r"1\. a"),
            ("12) a", r"12\) a"),
            ("12 a", "12 a"),
            ("a - b", "a - b"),
            ("", ""),
        ] {
            assert_eq!(first_on_a_line(text), wanted);
        }
    }
}
