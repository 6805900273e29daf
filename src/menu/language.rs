//! Whether a page is in French: by how much of its text is food, or a small word, that the lexicon knows.

use super::lexicon::known_words;
use crate::fold::spaced;
use crate::layout::Line;

/// Words of a page that tell its language, at least.
const ENOUGH: usize = 30;
/// Share of a page's words that are known: of French menus two thirds or more, of others a fifth at most. A page in two
/// languages has half of its words in French.
const FRENCH: f32 = 0.3;
/// Share from which the first lines tell.
const PLAIN: f32 = 0.6;

/// Words of French prose, which may fill a page beside the menu's: a letter to the parents is no other language.
const OF_PROSE: &[&str] = &[
    "ce", "cette", "ces", "dans", "est", "sont", "il", "elle", "ils", "je", "ne", "pas", "nous",
    "vous", "votre", "vos", "que", "qui", "par", "plus", "ete", "etre", "ont", "sera", "seront",
    "leur", "leurs", "tous", "toute", "toutes", "ainsi", "afin",
];

/// Whether these lines may be a menu in French; a few words may be anything.
pub(crate) fn is_french(lines: &[Line]) -> bool {
    let (mut known, mut all) = (0, 0);
    for line in lines {
        let text = line.text();
        let (knows, has) = known_words(&text);
        let folded = spaced(&text);
        let prose = folded.split(' ').filter(|word| OF_PROSE.contains(word));
        (known, all) = (known + knows + prose.count(), all + has);
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
    fn a_letter_to_the_parents_is_french() {
        let letter = lines(&[
            "Madame, Monsieur, chers parents,",
            "La commission se réunira le jeudi 14 mars à 18 heures dans la grande salle de la mairie.",
            "Nous vous rappelons que les inscriptions pour le mois prochain doivent parvenir au secrétariat",
            "avant le vingt du mois, et que toute absence non signalée est facturée.",
            "Nous vous prions de croire à nos sentiments dévoués. L'adjointe aux affaires scolaires",
        ]);
        assert!(is_french(&letter));
    }

    #[test]
    fn a_page_in_two_languages_is_read_and_so_are_a_few_words() {
        let both: Vec<&str> = GERMAN.iter().chain(FRENCH).copied().collect();
        assert!(is_french(&lines(&both)));
        assert!(is_french(&lines(&GERMAN[..3])));
    }
}
