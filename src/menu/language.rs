//! Whether a page is in French: by how much of its text is food, or a small word, that the lexicon knows.

use super::lexicon::known_words;
use crate::layout::Line;

/// Words of a page that tell its language, at least.
const ENOUGH: usize = 30;
/// Share of a page's words that the lexicon knows: of French menus two thirds or more, of others a fifth at most. A page in two
/// languages has half of its words in French.
const FRENCH: f32 = 0.35;
/// Share from which the first lines tell.
const PLAIN: f32 = 0.6;

/// Whether these lines may be a menu in French; a few words may be anything.
pub(crate) fn is_french(lines: &[Line]) -> bool {
    let (mut known, mut all) = (0, 0);
    for line in lines {
        let (knows, has) = known_words(&line.text());
        (known, all) = (known + knows, all + has);
        if all >= ENOUGH && known as f32 >= PLAIN * all as f32 {
            return true;
        }
    }
    all < ENOUGH || known as f32 >= FRENCH * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Word;

    fn lines(texts: &[&str]) -> Vec<Line> {
        let word = |text: &str| Word {
            text: text.into(),
            ..Word::default()
        };
        let line = |text: &&str| Line::new(text.split(' ').map(word).collect());
        texts.iter().map(line).collect()
    }

    const FRENCH: &[&str] = &[
        "Menus du 6 au 10 janvier 2025",
        "Céleri rémoulade",
        "Sauté de dinde à la crème",
        "Haricots verts persillés",
        "Yaourt nature",
        "Compote de pommes",
        "Salade de pâtes au thon",
        "Gratin de chou-fleur",
        "Fromage blanc au miel",
    ];
    const GERMAN: &[&str] = &[
        "Speiseplan vom 6. bis 10. Januar",
        "Hähnchenbrust mit Kartoffelpüree und Erbsen",
        "Gemüseauflauf mit Käse überbacken",
        "Spaghetti Bolognese mit Salat",
        "Fischstäbchen mit Remoulade und Reis",
        "Linseneintopf mit Würstchen und Brot",
        "Apfelkompott oder Quark mit Früchten",
        "Schweinebraten mit Klößen und Rotkohl",
        "Montag Dienstag Mittwoch Donnerstag Freitag",
    ];

    #[test]
    fn a_page_is_french_where_much_of_it_is_known() {
        assert!(is_french(&lines(FRENCH)));
        assert!(!is_french(&lines(GERMAN)));
    }

    #[test]
    fn a_page_in_two_languages_is_read_and_so_are_a_few_words() {
        let both: Vec<&str> = GERMAN.iter().chain(FRENCH).copied().collect();
        assert!(is_french(&lines(&both)));
        assert!(is_french(&lines(&GERMAN[..3])));
    }
}
