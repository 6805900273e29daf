//! Tables of what is read and what is not.

use super::*;
use proptest::prelude::*;

fn say(mark: Option<DayMark>) -> String {
    mark.map_or("-".to_owned(), |m| m.to_string())
}

#[test]
fn a_heading_is_a_day() {
    for (text, day) in [
        ("LUNDI", "lundi"),
        ("L U N D I", "lundi"),
        ("L\nU\nN\nD\nI", "lundi"),
        ("M A RDI", "mardi"),
        ("J EUDI", "jeudi"),
        ("V E N DREDI", "vendredi"),
        ("Lundi 1er mai", "lundi 1 mai"),
        ("Lundi 2 Fév.", "lundi 2 fevrier"),
        ("MARDI 02/05", "mardi 2 mai"),
        ("MARDI\n02/05", "mardi 2 mai"),
        ("LUNDI 09/05/2022", "lundi 9 mai 2022"),
        ("Jeudi 17/12/21", "jeudi 17 decembre 2021"),
        ("mardi 1er", "mardi 1"),
        ("Mercredi 20 mars 2024", "mercredi 20 mars 2024"),
        ("Le lundi 3", "lundi 3"),
        ("- LUNDI 01 MARS", "lundi 1 mars"),
        ("06 octobre", "6 octobre"),
        ("5 mai 2023", "5 mai 2023"),
        ("Lundi 26 décembre :", "lundi 26 decembre"),
        ("Mardi 13 ☘", "mardi 13"),
        ("MARDI 🌿", "mardi"),
        ("Lun. 3", "lundi 3"),
        ("Mar. 4 janv.", "mardi 4 janvier"),
        ("LUNDI 5 JANVIER", "lundi 5 janvier"),
        ("Vendredi, le 7 août 2026", "vendredi 7 aout 2026"),
        ("jeudi 1 sept 22", "jeudi 1 septembre 2022"),
        ("Mercredi 31.08", "mercredi 31 aout"),
        ("D É C E M B R E", "-"),
        ("Lundi 5 D É C E M B R E", "lundi 5 decembre"),
        ("02/05", "2 mai"),
        ("1/2", "-"),
        ("12.10", "-"),
        ("mer", "-"),
        ("MER", "mercredi"),
        ("LUNDI03OCTOBRE", "lundi 3 octobre"),
        ("Lundi 7/11", "lundi 7 novembre"),
        ("12", "-"),
        ("1er choix", "-"),
        ("Mardi gras", "-"),
        ("Salade du lundi", "-"),
        ("Lundi : carottes", "-"),
        ("mai", "-"),
        ("", "-"),
        ("du 3 au 7 octobre", "-"),
        ("3 octobre au 7 octobre", "-"),
        ("Lundi 3 au vendredi 7", "-"),
        ("Pâtes 3 fromages", "-"),
    ] {
        assert_eq!(say(day_mark(text)), day, "{text}");
    }
}

#[test]
fn a_heading_may_stand_before_dishes() {
    for (text, rest) in [
        ("Lundi 3 octobre : Salade verte", Some("Salade verte")),
        ("Lundi 3 octobre Salade verte", Some("Salade verte")),
        ("- Mardi 4 – Betteraves", Some("Betteraves")),
        ("LUNDI : Carottes râpées", Some("Carottes râpées")),
        (
            "Jeudi 22 mai - Explorations libanaises",
            Some("Explorations libanaises"),
        ),
        ("Lundi 1er mai FÉRIÉ", Some("FÉRIÉ")),
        ("Mardi gras : beignets", None),
        ("Lundi", None),
        ("Lundi, les enfants mangent", None),
        ("Lundi les enfants mangent", None),
        ("Lundi 3 fromages", None),
        ("Lundi 3 octobre Mardi 4 octobre", None),
        ("Lundi 3 octobre au vendredi 7", None),
        ("LUNDI MARDI MERCREDI", None),
        ("06 octobre : Salade", None),
        ("Lundi : Mardi :", None),
        ("Salade : Lundi", None),
    ] {
        let found = day_mark_prefix(text).and_then(|(_, at)| text.get(at..));
        assert_eq!(found, rest, "{text}");
    }
}

#[test]
fn a_number_alone_is_a_day_of_a_grid() {
    for (text, day) in [
        ("5", Some(5)),
        ("12", Some(12)),
        ("1er", Some(1)),
        ("32", None),
        ("0", None),
        ("1,5", None),
        ("12 g", None),
        ("2022", None),
    ] {
        assert_eq!(day_number(text), day, "{text}");
    }
}

fn say_span(span: &Span) -> String {
    let day = |d: &PartialDay| {
        let month = d.month.map_or("?".to_owned(), |m| m.to_string());
        let year = d.year.map_or(String::new(), |y| format!("/{y}"));
        format!("{}/{month}{year}", d.day)
    };
    let end = span
        .end
        .as_ref()
        .map_or(String::new(), |e| format!("–{}", day(e)));
    day(&span.start) + &end
}

const RANGES: &[(&str, &str)] = &[
    ("MENUS DU 29 MARS AU 2 AVRIL", "29/3–2/4"),
    ("du 15 février au 19 février 2021", "15/2–19/2/2021"),
    ("23.06 au 27.06. 2025", "23/6–27/6/2025"),
    ("02/09 au 05 /09/2025", "2/9–5/9/2025"),
    ("Semaine du 01 au 05 mars 2021", "1/?–5/3/2021"),
    ("Du 1ER MARS AU 5 MARS", "1/3–5/3"),
    ("Les menus du 1 au 5 mai", "1/?–5/5"),
    ("Du 30 mai au 2 juin 2023", "30/5–2/6/2023"),
    (
        "Semaine du 16/12/2024 au 22/12/2024",
        "16/12/2024–22/12/2024",
    ),
    ("Semaine 11 - Du 11 au 15 mars", "11/?–15/3"),
    (
        "SEMAINE DU LUNDI 3 AU VENDREDI 7 OCTOBRE 2022",
        "3/?–7/10/2022",
    ),
    ("du lundi 4 au vendredi 9 janvier 2016", "4/?–9/1/2016"),
    (
        "du 26 décembre 2022 au 6 janvier 2023",
        "26/12/2022–6/1/2023",
    ),
    ("26/12 - 30/12", "26/12–30/12"),
    ("10.10.–14.10.2022", "10/10–14/10/2022"),
    ("menus-sem26-du-23-au-27juin2025", "23/?–27/6/2025"),
    ("MENUS_DU_1ER_MARS_AU_5_MARS", "1/3–5/3"),
    ("menu_2022-11-07_2022-11-11", "7/11/2022–11/11/2022"),
    ("menu 07-11 novembre 2022", "7/?–11/11/2022"),
    ("du 7 au 11/11/22", "7/?–11/11/2022"),
    ("21 avril au 2 mai 2025", "21/4–2/5/2025"),
    ("SEMAINE DU 21 AU 25 septembre 2020", "21/?–25/9/2020"),
    ("du 7 au 11", "7/?–11/?"),
    ("Menus de la semaine du 18/09/2023", "18/9/2023"),
    ("Semaine du 3 octobre", "3/10"),
    ("2022-11-07", "7/11/2022"),
    ("menu20221107", "7/11/2022"),
    ("menu-07-11-2022", "7/11/2022"),
    ("Semaine du 18/09", "18/9"),
    (
        "du 3 au 7 octobre et du 10 au 14 octobre",
        "3/?–7/10 10/?–14/10",
    ),
    ("menus_du_03-10_au_07-10-2022", "3/10–7/10/2022"),
    ("menus-du-03-10-au-07-10", "3/10–7/10"),
    ("Semaine 40 : 30/09-04/10", "30/9–4/10"),
    ("DU 30 AU 3 OCTOBRE", "30/?–3/10"),
    (
        "Du lundi 30 septembre au vendredi 4 octobre 2024",
        "30/9–4/10/2024",
    ),
    ("2 au 3 fois par semaine", ""),
    ("1/2 pomme", ""),
    ("02.35.12.10.22", ""),
    ("02 35 12 10 22", ""),
    ("de 3 à 5 ans", ""),
    ("2,50 €", ""),
    ("Menus 2022-2023", ""),
    ("Semaines 1-4", ""),
    ("Semaines 10-11-12-13", ""),
    ("Semaines 10 au 13", ""),
    ("Semaine 12 - 2025", ""),
    ("Semaine du 3", "3/?"),
    ("Semaine du lundi 3", "3/?"),
    ("3 au 7", "3/?–7/?"),
    ("menu-du-03-au-07-mars-25.pdf", "3/?–7/3/2025"),
    ("du 3 au 7 mars 25", "3/?–7/3/2025"),
    ("3 mars 20 h", "3/3"),
    ("lundi 24 mars 25 mars", "24/3 25/3"),
    ("24 mars 25-28 mars", "24/3 25/?–28/3"),
];

#[test]
fn ranges_are_found_in_titles_and_file_names() {
    for (text, found) in RANGES {
        let all: Vec<String> = Text::new(text).spans().iter().map(say_span).collect();
        assert_eq!(all.join(" "), *found, "{text}");
    }
}

#[test]
fn months_are_tokens() {
    for (text, found) in [
        ("Menus mai 2023", vec![(5, Some(2023))]),
        ("MENU DU MOIS DE DÉCEMBRE 2022", vec![(12, Some(2022))]),
        (
            "novembre-décembre 2022",
            vec![(11, Some(2022)), (12, Some(2022))],
        ),
        (
            "décembre - janvier 2023",
            vec![(12, Some(2022)), (1, Some(2023))],
        ),
        ("menu-2023-05", vec![(5, Some(2023))]),
        ("05-2023", vec![(5, Some(2023))]),
        ("menus_mai_2023", vec![(5, Some(2023))]),
        ("AOUT", vec![(8, None)]),
        ("fait maison", vec![]),
        ("2022-2023", vec![]),
        ("2022-11-07", vec![]),
        ("12/05/2023", vec![]),
        ("nov 2022", vec![(11, Some(2022))]),
        ("dec", vec![]),
        ("menus-mars-25.pdf", vec![(3, Some(2025))]),
        ("menus_mars25", vec![(3, Some(2025))]),
        ("menu-sept-25", vec![(9, Some(2025))]),
        ("mars 24-28", vec![(3, None)]),
        ("mars 25 personnes", vec![(3, None)]),
        ("202503_menus", vec![(3, Some(2025))]),
        ("Semaine 12 - 2025", vec![]),
    ] {
        assert_eq!(Text::new(text).months(), found, "{text}");
    }
}

#[test]
fn years_and_weeks() {
    assert_eq!(
        Text::new("année 2022-2023").school_year(),
        Some((2022, 2023))
    );
    assert_eq!(Text::new("2022/2023").school_year(), Some((2022, 2023)));
    assert_eq!(Text::new("2022/23").school_year(), Some((2022, 2023)));
    assert_eq!(Text::new("2022-2024").school_year(), None);
    assert_eq!(
        Text::new("de 2022 à 2023, 02000 et 1999").years(),
        [2022, 2023]
    );
    for (text, weeks) in [
        ("Semaine 2", Some((2, 2))),
        ("semaine n°18", Some((18, 18))),
        ("SEMAINE 52", Some((52, 52))),
        ("S42", Some((42, 42))),
        ("menus-sem26-du-23", Some((26, 26))),
        ("KW45", Some((45, 45))),
        ("sem. 45", Some((45, 45))),
        ("Semaine 11 - Du 11 au 15 mars", Some((11, 11))),
        ("Semaine 12 - 2025", Some((12, 12))),
        ("Semaines 10 à 13", Some((10, 13))),
        ("Semaines 10 au 13", Some((10, 13))),
        ("SEMAINES N° 10-11-12-13", Some((10, 13))),
        ("Semaines 51, 52 et 2", Some((51, 2))),
        ("Semaine 12 et semaine 13", Some((12, 13))),
        ("menus_S10-S13", Some((10, 13))),
        ("Semaine 54", None),
        ("Semaine A", None),
        ("semaine 1 du cycle", None),
        ("Semaine 7 au 11 mars", None),
        ("Semaines 7 au 11 mars", None),
        ("Semaines du 7 au 11", None),
        ("Semaine 1-4", None),
        ("Semaine du 3", None),
        ("2 fois par semaine", None),
        ("l's 42", None),
        ("les 42", None),
    ] {
        assert_eq!(Text::new(text).weeks(), weeks, "{text}");
    }
}

proptest! {
    #[test]
    fn any_range_is_read_back(start in 0u64..9000, length in 0u64..40, form in 0usize..8) {
        let first = chrono::NaiveDate::from_ymd_opt(2010, 1, 1).unwrap() + chrono::Days::new(start);
        let last = first + chrono::Days::new(length);
        let text = print(first, last, form);
        let found = Text::new(&text).spans();
        prop_assert_eq!(found.len(), 1, "{}", text);
        let year = found[0].year().unwrap_or(chrono::Datelike::year(&first));
        prop_assert_eq!(found[0].in_year(year), Some((first, last)), "{}", text);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*", digits in "[0-9/ .a-zé_-]{0,40}") {
        for text in [text, digits] {
            let _ = (day_mark(&text), day_number(&text));
            let read = Text::new(&text);
            let _ = (read.spans(), read.months(), read.school_year(), read.years());
            let _ = (read.weeks(), read.topic());
            if let Some((_, at)) = day_mark_prefix(&text) {
                prop_assert!(text.get(at..).is_some());
            }
            for span in Text::new(&text).spans() {
                let _ = (span.in_year(2022), span.in_month(2022, 12), span.year());
            }
        }
    }
}

/// The months, some in capitals.
pub(crate) const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "MARS",
    "avril",
    "mai",
    "juin",
    "Juillet",
    "août",
    "septembre",
    "octobre",
    "NOVEMBRE",
    "décembre",
];

fn print(first: chrono::NaiveDate, last: chrono::NaiveDate, form: usize) -> String {
    use chrono::Datelike;
    let month = |d: chrono::NaiveDate| MONTHS[d.month0() as usize];
    let same = first.month() == last.month() && first.year() == last.year();
    match form {
        0 => format!(
            "du {} {} au {} {}",
            first.day(),
            month(first),
            last.day(),
            month(last)
        ),
        1 => format!(
            "{} au {}",
            first.format("%d/%m/%Y"),
            last.format("%d/%m/%Y")
        ),
        2 => format!("{} au {}", first.format("%d.%m"), last.format("%d.%m. %Y")),
        3 => format!("menu_{first}_{last}"),
        4 => format!("{} – {}", first.format("%d/%m"), last.format("%d/%m/%y")),
        5 if same => format!(
            "menus-du-{}-au-{}{}{}",
            first.day(),
            last.day(),
            month(first),
            first.year()
        ),
        6 if same && first != last => format!(
            "menu {:02}-{:02} {} {}",
            first.day(),
            last.day(),
            month(first),
            first.year()
        ),
        _ => format!(
            "SEMAINE DU {} {} AU {} {} {}",
            first.day(),
            month(first),
            last.day(),
            month(last),
            last.year()
        ),
    }
}
