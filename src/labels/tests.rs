use super::pieces::cut_text;
use super::vocabulary::vocabulary;
use super::*;
use crate::geometry::Rect;
use crate::layout::Line;
use crate::pdf::{Colour, Fill, Page, Picture, Word};

const GREEN: Colour = Colour {
    r: 30,
    g: 140,
    b: 46,
};

fn words(text: &str, y: f32) -> Vec<Word> {
    let mut x = 50.0;
    text.split_whitespace()
        .map(|t| {
            let width = 5.0 * t.chars().count() as f32;
            let rect = Rect::new(x, y, x + width, y + 10.0);
            x += width + 3.0;
            Word {
                text: t.into(),
                rect,
                size: 10.0,
                ..Word::default()
            }
        })
        .collect()
}

/// The lines, their words numbered.
fn numbered(mut lines: Vec<Line>) -> Vec<Line> {
    let words = lines.iter_mut().flat_map(|l| &mut l.words);
    (0..).zip(words).for_each(|(n, word)| word.number = n);
    lines
}

fn page(lines: &[Line]) -> Page {
    Page {
        number: 1,
        width: 800.0,
        height: 600.0,
        words: lines.iter().flat_map(|l| l.words.clone()).collect(),
        ..Page::default()
    }
}

/// The legend of a document of one page.
fn read_legend(page: &Page, lines: &[Line]) -> Legend {
    super::read_legend(page, lines, &[page])
}

fn legend(text: &[&str]) -> Legend {
    let lines: Vec<Line> = text
        .iter()
        .enumerate()
        .map(|(i, t)| Line::new(words(t, 500.0 + 12.0 * i as f32)))
        .collect();
    let lines = numbered(lines);
    read_legend(&page(&lines), &lines)
}

fn signs(legend: &Legend) -> Vec<(String, &str)> {
    legend
        .entries
        .iter()
        .map(|e| {
            let sign = match &e.sign {
                Sign::Text(t) => t.clone(),
                other => format!("{other:?}").chars().take(7).collect(),
            };
            let meaning = match &e.meaning {
                Meaning::Label(l) => l.as_str(),
                Meaning::Other(o) => o.as_str(),
            };
            (sign, meaning)
        })
        .collect()
}

fn read(text: &str, legend: &Legend) -> (String, Vec<&'static str>, Vec<String>) {
    let r = read_marks(&words(text, 100.0), &[], &[], legend);
    (
        r.name,
        r.found.iter().map(|f| f.label.as_str()).collect(),
        r.unexplained.into_iter().map(|u| u.0).collect(),
    )
}

#[test]
fn every_line_of_the_vocabulary_holds() {
    let none = Legend::default();
    for entry in &vocabulary().labels {
        for yes in &entry.yes {
            assert!(
                read(yes, &none).1.contains(&entry.means.as_str()),
                "{yes} is {}",
                entry.means
            );
        }
        for no in &entry.no {
            assert!(
                !read(no, &none).1.contains(&entry.means.as_str()),
                "{no} is not {}",
                entry.means
            );
        }
    }
}

#[test]
fn names_lose_their_marks_only() {
    let none = Legend::default();
    for (text, name, labels) in [
        (
            "Carottes râpées BIO au citron",
            "Carottes râpées au citron",
            "agriculture biologique",
        ),
        ("Radis beurre (local)", "Radis beurre", "local"),
        (
            "Yaourt fermier vanille",
            "Yaourt fermier vanille",
            "fermier",
        ),
        (
            "Saint-Nectaire LOCAL AOP",
            "Saint-Nectaire",
            "local|appellation d'origine protégée",
        ),
        (
            "Salade camarguaise (au riz BIO)",
            "Salade camarguaise (au riz)",
            "agriculture biologique",
        ),
        ("Omelette (3,14,24,34W)", "Omelette", ""),
        ("Riz (A, B)", "Riz", ""),
        (
            "Lait issu de l'agriculture biologique",
            "Lait",
            "agriculture biologique",
        ),
        ("Œufs bio/local", "Œufs", "agriculture biologique|local"),
        ("BIO", "", "agriculture biologique"),
        (
            "Cassoulet (haricots cocos, carottes)",
            "Cassoulet (haricots cocos, carottes)",
            "",
        ),
    ] {
        let (n, l, _) = read(text, &none);
        assert_eq!((n.as_str(), l.join("|").as_str()), (name, labels), "{text}");
    }
}

#[test]
fn a_mark_that_nothing_explains_is_reported() {
    let (name, labels, unexplained) = read("Purée*, crème° (2)", &Legend::default());
    assert_eq!((name.as_str(), labels.len()), ("Purée, crème", 0));
    assert_eq!(unexplained, ["*", "°", "(2)"]);
}

#[test]
fn symbols_and_abbreviations_of_a_legend() {
    let l = legend(&[
        "* produit issu de l'agriculture biologique – ° produit local – (1) Label Rouge (2) AOP (3) pêche durable",
    ]);
    assert_eq!(
        signs(&l),
        [
            ("*".into(), "agriculture biologique"),
            ("°".into(), "local"),
            ("(1)".into(), "label rouge"),
            ("(2)".into(), "appellation d'origine protégée"),
            ("(3)".into(), "pêche durable"),
        ]
    );
    assert_eq!(
        read("Brie*° (2)", &l).1,
        [
            "agriculture biologique",
            "local",
            "appellation d'origine protégée"
        ]
    );
    let l = legend(&[
        "LR : Label Rouge – PD : pêche durable – L : produit local – AOP : appellation d'origine protégée",
    ]);
    assert_eq!(signs(&l).len(), 4);
    assert_eq!(
        read("Lieu L PD", &l),
        ("Lieu".into(), vec!["pêche durable", "local"], vec![])
    );
    assert_eq!(read("Plan L frit", &l).1.len(), 0);
    let l = legend(&["AB agriculture biologique LOCAL produit local LR label rouge"]);
    assert_eq!(signs(&l).len(), 3);
    assert_eq!(l.words.len(), 9);
}

#[test]
fn dishes_are_no_legend() {
    for text in [
        "Yaourt issu de l'agriculture biologique",
        "Carottes râpées bio",
        "Agriculture biologique",
        "Fromage local*",
        "menu totalement bio le vendredi",
        "BIO : 3 produits par semaine",
        "Tomates* bio",
        "AB LOCAL",
        "Brie (1) AOP",
    ] {
        assert!(
            legend(&[text]).entries.is_empty(),
            "{text}: {:?}",
            signs(&legend(&[text]))
        );
    }
}

#[test]
fn a_colour_and_an_underline_of_a_legend() {
    let mut line = words(
        "En vert : produits issus de l'agriculture biologique. Souligné : produit local. LR : Label Rouge.",
        500.0,
    );
    for w in line.iter_mut().take(8) {
        w.colour = GREEN;
    }
    let mut lines = vec![Line::new(line)];
    lines.push(Line::new(words(
        "Des mots tout à fait ordinaires en assez grand nombre pour que le noir soit la règle ici",
        50.0,
    )));
    let l = read_legend(&page(&lines), &lines);
    assert_eq!(
        l.entries.iter().map(|e| e.sign.clone()).collect::<Vec<_>>(),
        [
            Sign::Colour(GREEN),
            Sign::Underline,
            Sign::Text("LR".into())
        ]
    );
    let mut dish = words("Riz pilaf", 80.0);
    for w in &mut dish {
        w.colour = GREEN;
        w.underlined = true;
    }
    assert_eq!(read_marks(&dish, &[], &[], &l).found.len(), 2);
}

#[test]
fn a_picture_beside_a_wrapped_caption() {
    let lines = numbered(vec![
        Line::new(words("Produit issu de", 500.0)),
        Line::new(words("l'agriculture biologique", 512.0)),
    ]);
    let picture = Picture {
        rect: Rect::new(30.0, 500.0, 46.0, 520.0),
        hash: 7,
        thumbnail: vec![],
        vector: false,
    };
    let mut p = page(&lines);
    p.pictures.push(picture.clone());
    let l = read_legend(&p, &lines);
    assert_eq!(l.entries.len(), 1);
    assert!(lines.iter().all(|line| l.holds(1, line)));
    assert_eq!(
        read_marks(&words("Riz", 50.0), &[&picture], &[], &l)
            .found
            .len(),
        1
    );
}

#[test]
fn whole_menus() {
    for (text, label) in [
        ("MENU BIO", &["agriculture biologique"][..]),
        ("Repas 100 % bio", &["agriculture biologique"]),
        ("Menu totalement bio", &["agriculture biologique"]),
        (
            "Menu végétarien bio de saison",
            &["végétarien", "agriculture biologique"],
        ),
        ("REPAS VÉGÉTARIEN", &["végétarien"]),
        ("Végétarien", &["végétarien"]),
        ("100 % local", &["local"]),
        ("Menu sans viande", &["sans viande"]),
        ("Menu du jour", &[]),
        ("gastronomie locale", &[]),
        ("menu bio le vendredi", &[]),
        ("BIO", &[]),
        ("", &[]),
    ] {
        let labels: Vec<&str> = whole_menu(text).into_iter().map(Label::as_str).collect();
        assert_eq!(labels, label, "{text}");
    }
}

#[test]
fn any_text_is_cut_whole() {
    for text in ["((((1", "**°°", "l'", "-–—", "🥕*", "4°C"] {
        let joined: String = cut_text(text).iter().map(|p| p.text.as_str()).collect();
        assert_eq!(joined, text);
    }
}

#[test]
fn a_dish_with_a_mark_is_no_legend() {
    for dish in [
        "Fruit de saison*",
        "Yaourt bio*",
        "Légumes locaux °",
        "Poisson de la pêche durable *",
    ] {
        assert_eq!(legend(&[dish]).entries, [], "{dish}");
    }
    let local = legend(&["Produit local *"]);
    assert_eq!(signs(&local), [("*".to_owned(), "local")]);
    let linked = legend(&["Produits issus de l'agriculture biologique : °"]);
    assert_eq!(signs(&linked), [("°".to_owned(), "agriculture biologique")]);
    let both = legend(&[
        "Fruit de saison*",
        "* Produit issu de l'agriculture biologique",
    ]);
    assert_eq!(signs(&both), [("*".to_owned(), "agriculture biologique")]);
}

#[test]
fn a_legend_may_be_a_sentence() {
    let ink = |text: &str, y: f32, colour: Colour| {
        let words = words(text, y);
        Line::new(words.into_iter().map(|w| Word { colour, ..w }).collect())
    };
    let blue = Colour {
        r: 20,
        g: 40,
        b: 200,
    };
    let bio = "agriculture biologique";
    for (text, known) in [
        (
            "Les produits signalés en vert sont issus de l'agriculture biologique",
            vec![("Colour(", bio)],
        ),
        (
            "Les produits bio sont en vert, les produits locaux en bleu",
            vec![("Colour(", bio), ("Colour(", "local")],
        ),
        (
            "Produits issus de l'agriculture biologique (en vert)",
            vec![("Colour(", bio)],
        ),
        (
            "Les plats en gras sont faits maison",
            vec![("Bold", "fait maison")],
        ),
        (
            "Les aliments soulignés sont issus de l'agriculture biologique",
            vec![("Underli", bio)],
        ),
        (
            "Les produits bio sont suivis d'un astérisque",
            vec![("*", bio)],
        ),
        (
            "Les produits suivis d'un * sont issus de l'agriculture biologique",
            vec![("*", bio)],
        ),
        (
            "Les ingrédients précédés de ° sont locaux",
            vec![("°", "local")],
        ),
        ("Plats signalés par ☘ : produits bio", vec![("☘", bio)]),
        ("Tous nos yaourts sont bio", vec![]),
        ("20 % de produits bio", vec![]),
        ("Pain bio tous les jours", vec![]),
        ("* selon arrivage", vec![]),
    ] {
        let lines = [
            Line::new(words("Carottes râpées", 100.0)),
            ink("Salade verte", 150.0, GREEN),
            ink("Salade", 170.0, blue),
            Line::new(words(text, 500.0)),
        ];
        let legend = read_legend(&page(&lines), &lines);
        let known: Vec<(String, &str)> =
            known.into_iter().map(|(s, m)| (s.to_owned(), m)).collect();
        assert_eq!(signs(&legend), known, "{text}");
    }
}

#[test]
fn a_footnote_tells_its_sign_in_any_words() {
    let page = ["Brownie *", "* aide à destination des écoles"];
    assert_eq!(
        signs(&legend(&page)),
        [("*".to_owned(), "* aide à destination des écoles")]
    );
    assert_eq!(
        read("Brownie *", &legend(&page)),
        ("Brownie".to_owned(), vec![], vec![])
    );
    let bullets = ["Brownie *", "* Pomme", "* Poire"];
    assert_eq!(legend(&bullets).entries, []);
}

#[test]
fn what_joins_two_marks_is_no_part_of_the_name() {
    for (text, name) in [
        ("Fromage blanc bio et local", "Fromage blanc"),
        ("Riz bio, local et AOP", "Riz"),
        ("Carottes bio et navets", "Carottes et navets"),
        ("Poulet et riz bio", "Poulet et riz"),
    ] {
        let reading = read_marks(&words(text, 0.0), &[], &[], &Legend::default());
        assert_eq!(reading.name, name);
    }
    assert!(only_marks(&words("Bio et local", 0.0), &Legend::default()));
    assert!(only_marks(&words("Maison", 0.0), &Legend::default()));
    assert!(!only_marks(
        &words("Frites maison", 0.0),
        &Legend::default()
    ));
}

#[test]
fn a_dish_before_a_dash_is_no_abbreviation() {
    for dish in [
        "Riz - BIO",
        "Kiwi – Bio",
        "RIZ - BIO",
        "Pain : local",
        "JAMBON Label Rouge",
        "Riz - Label Rouge",
    ] {
        assert_eq!(legend(&[dish, "Salade de riz"]).entries, [], "{dish}");
    }
    for (text, sign) in [
        ("LB - Label Rouge", "LB"),
        ("Loc : produit local", "Loc"),
        ("B – Bio", "B"),
        ("MSC : pêche durable", "MSC"),
        ("HVE haute valeur environnementale", "HVE"),
    ] {
        let legend = legend(&[text]);
        let read: Vec<String> = signs(&legend).into_iter().map(|s| s.0).collect();
        assert_eq!(read, [sign], "{text}");
    }
    let used = ["Poulet XYZ", "XYZ : Label Rouge"];
    assert_eq!(signs(&legend(&used)), [("XYZ".to_owned(), "label rouge")]);
}

#[test]
fn a_bare_number_is_the_raised_one_of_the_dishes() {
    let bio = ("(1)".to_owned(), "agriculture biologique");
    let key = "1 Produit issu de l'agriculture biologique 2 Produit local 4 Pêche durable MSC";
    let all = legend(&["Riz¹,²", "Colin⁴", "Menus du 1 au 4 mars", key]);
    let local = ("(2)".to_owned(), "local");
    let fish = ("(4)".to_owned(), "pêche durable");
    assert_eq!(signs(&all), [bio, local, fish]);
    assert_eq!(read("Riz¹,²", &all).1, ["agriculture biologique", "local"]);
    for page in [
        ["Riz (1)", "Riz", "1 Produit bio"],
        ["Riz²", "Riz", "1 Produit bio"],
        ["Riz¹", "Riz", "1 produit bio par jour"],
        ["Riz¹", "1 gluten 2 lait", "1 Produit bio"],
    ] {
        assert_eq!(legend(&page).entries, [], "{page:?}");
    }
}

#[test]
fn a_symbol_of_two_labels_is_neither() {
    let both = legend(&["● Produit bio ● Produit local * Label Rouge"]);
    assert_eq!(read("Riz ●", &both), ("Riz".to_owned(), vec![], vec![]));
    assert_eq!(read("Riz *", &both).1, ["label rouge"]);
    let unread: Vec<&str> = both.unread.iter().map(|u| u.text.as_str()).collect();
    assert_eq!(unread, ["● = agriculture biologique, local"]);
    let twice = legend(&["* Produit bio", "* Agriculture biologique"]);
    assert_eq!((twice.entries.len(), twice.unread.len()), (1, 0));
}

const PALE_GREEN: Colour = Colour {
    r: 198,
    g: 239,
    b: 206,
};

/// A page of three dishes, the first on a ground, and a legend with other fills.
fn on_a_ground(text: &str, grounds: &[(f32, Colour)], square: Option<Colour>) -> Legend {
    let lines = [
        Line::new(words("Riz", 100.0)),
        Line::new(words("Salade verte au citron", 150.0)),
        Line::new(words("Carottes râpées", 200.0)),
        Line::new(words(text, 500.0)),
    ];
    let fill = |x: f32, y: f32, width: f32, colour: Colour| Fill {
        rect: Rect::new(x, y, x + width, y + 12.0),
        colour,
    };
    let mut page = page(&lines);
    let grounds = grounds.iter().map(|(y, c)| fill(40.0, y - 1.0, 200.0, *c));
    page.fills.extend(grounds);
    page.fills
        .extend(square.map(|c| fill(35.0, 499.0, 10.0, c)));
    read_legend(&page, &lines)
}

#[test]
fn a_ground_is_a_sign_where_the_legend_names_it() {
    let bio = "agriculture biologique";
    let green = [(100.0, PALE_GREEN)];
    for text in [
        "Les plats sur fond vert sont issus de l'agriculture biologique.",
        "Produits bio surlignés en vert",
        "Les produits bio sont surlignés en vert",
        "Sur fond vert : produits bio",
        "Les produits surlignés sont bio",
    ] {
        let legend = on_a_ground(text, &green, None);
        assert_eq!(signs(&legend), [("Highlig".to_owned(), bio)], "{text}");
        assert_eq!(legend.unread, [], "{text}");
    }
    let square = on_a_ground("Bio", &green, Some(PALE_GREEN));
    assert_eq!(signs(&square), [("Highlig".to_owned(), bio)]);
    assert_eq!(on_a_ground("Bio", &[], Some(PALE_GREEN)).entries, []);
}

#[test]
fn a_ground_that_the_page_does_not_show_is_noted() {
    let told = "Les plats sur fond vert sont issus de l'agriculture biologique.";
    let pink = Colour {
        r: 240,
        g: 180,
        b: 200,
    };
    let dark = Colour { r: 0, g: 90, b: 30 };
    let everywhere = [100.0, 150.0, 200.0, 500.0].map(|y| (y, PALE_GREEN));
    for grounds in [
        &[][..],
        &[(100.0, pink)],
        &[(100.0, PALE_GREEN), (200.0, dark)],
        &everywhere,
    ] {
        let legend = on_a_ground(told, grounds, None);
        assert_eq!(legend.entries, [], "{grounds:?}");
        assert_eq!(legend.unread.len(), 1, "{grounds:?}");
    }
    for dish in ["Bio Fonds d'artichaut", "Fond de tarte bio"] {
        assert_eq!(on_a_ground(dish, &[], None), Legend::default(), "{dish}");
    }
}

/// A table of three days whose dishes at these places (row, column) are green, and a green caption below.
fn table_with_green(caption: &str, green: &[(usize, usize)]) -> Legend {
    let (page, lines) = table(caption, green);
    read_legend(&page, &lines)
}

fn table(caption: &str, green: &[(usize, usize)]) -> (Page, Vec<Line>) {
    let dishes = [
        ["Taboulé", "Betteraves", "Radis"],
        ["Colin", "Poulet", "Omelette"],
        ["Kiwi", "Pomme", "Banane"],
    ];
    let inked = |words: Vec<Word>, ink: bool| {
        let colour = if ink { GREEN } else { Colour::default() };
        Line::new(words.into_iter().map(|w| Word { colour, ..w }).collect())
    };
    let moved = |mut words: Vec<Word>, by: f32| {
        for word in &mut words {
            word.rect = Rect::new(
                word.rect.x0 + by,
                word.rect.y0,
                word.rect.x1 + by,
                word.rect.y1,
            );
        }
        words
    };
    let mut lines = vec![Line::new(words("Menus du 3 au 7 mars", 50.0))];
    for (row, names) in dishes.iter().enumerate() {
        let y = 100.0 + 30.0 * row as f32;
        for (column, name) in names.iter().enumerate() {
            let words = moved(words(name, y), 150.0 * column as f32);
            lines.push(inked(words, green.contains(&(row, column))));
        }
    }
    lines.push(inked(words(caption, 500.0), true));
    (page(&lines), lines)
}

#[test]
fn a_label_may_be_printed_as_the_dishes_that_bear_it() {
    let some = [(0, 0), (1, 2), (2, 1)];
    let bio = ("Colour(".to_owned(), "agriculture biologique");
    for caption in ["BIO", "Produits bio", "Légende : Bio"] {
        assert_eq!(
            signs(&table_with_green(caption, &some)),
            std::slice::from_ref(&bio),
            "{caption}"
        );
    }
    let two = table_with_green("Bio - Local", &some);
    let other = |e: &Entry| matches!(e.meaning, Meaning::Other(_));
    assert!(two.entries.iter().all(other));
    assert_eq!(two.unread.len(), 1);
    for caption in ["Menu bio du vendredi", "Nos producteurs bio", "Légende"] {
        assert_eq!(table_with_green(caption, &some).entries, [], "{caption}");
    }
    let row = [(0, 0), (0, 1), (0, 2)];
    let column = [(0, 1), (1, 1), (2, 1)];
    for green in [&row[..], &column, &[]] {
        assert_eq!(table_with_green("BIO", green).entries, [], "{green:?}");
    }
}

fn drawn(x0: f32, y0: f32, x1: f32, y1: f32, hash: u64) -> Picture {
    Picture {
        rect: Rect::new(x0, y0, x1, y1),
        hash,
        thumbnail: vec![],
        vector: true,
    }
}

fn at(text: &str, x: f32, y: f32) -> Vec<Word> {
    let mut words = words(text, y);
    for word in &mut words {
        word.rect.x0 += x - 50.0;
        word.rect.x1 += x - 50.0;
    }
    words
}

#[test]
fn a_caption_under_dishes_is_a_mark_and_no_legend() {
    // A small drawing stands left of each caption, which the legend at a page's foot has too.
    let mut lines = Vec::new();
    let mut pictures = Vec::new();
    for y in [100.0, 150.0] {
        lines.push(Line::new(at("Carottes râpées au citron", 50.0, y)));
        lines.push(Line::new(at("Produit bio", 90.0, y + 14.0)));
        pictures.push(drawn(70.0, y + 14.0, 82.0, y + 26.0, 7));
    }
    let mut p = page(&lines);
    p.pictures = pictures;
    assert_eq!(read_legend(&p, &lines), Legend::default());
    let foot = [Line::new(at("Produit bio", 90.0, 400.0))];
    let mut p = page(&foot);
    p.pictures = vec![drawn(70.0, 400.0, 82.0, 412.0, 7)];
    assert_eq!(read_legend(&p, &foot).entries.len(), 1);
}

#[test]
fn what_a_text_is_printed_on_is_no_sign_of_another() {
    let mut line = at("Local", 50.0, 400.0);
    line.extend(at("Produit bio", 90.0, 400.0));
    let lines = [Line::new(line)];
    let mut p = page(&lines);
    p.pictures = vec![drawn(48.0, 398.0, 77.0, 412.0, 7)];
    assert_eq!(read_legend(&p, &lines), Legend::default());
}

const ORANGE: Colour = Colour {
    r: 243,
    g: 156,
    b: 18,
};

fn inked(mut words: Vec<Word>, mark: &str, ink: Colour) -> Vec<Word> {
    for word in words.iter_mut().filter(|w| w.text == mark) {
        word.colour = ink;
    }
    words
}

#[test]
fn a_symbol_in_two_inks_is_two_signs() {
    let bio = inked(words("■ Produit bio", 500.0), "■", GREEN);
    for (other, meant) in [
        ("■ Produit local", vec!["local"]),
        ("■ Recette d'ici", vec![]),
    ] {
        let orange = inked(words(other, 512.0), "■", ORANGE);
        let lines = [Line::new(bio.clone()), Line::new(orange)];
        let legend = read_legend(&page(&lines), &lines);
        let found = |ink: Colour| {
            let dish = inked(words("Riz pilaf ■", 100.0), "■", ink);
            let reading = read_marks(&dish, &[], &[], &legend);
            let labels = reading.found.iter().map(|f| f.label.as_str());
            (labels.collect::<Vec<_>>(), reading.unexplained.len())
        };
        assert_eq!(found(GREEN), (vec!["agriculture biologique"], 0), "{other}");
        assert_eq!(found(ORANGE), (meant, 0), "{other}");
        assert_eq!(found(Colour::default()), (vec![], 1), "{other}");
    }
    let alone = [Line::new(bio)];
    let legend = read_legend(&page(&alone), &alone);
    assert_eq!(signs(&legend), [("■".to_owned(), "agriculture biologique")]);
    assert_eq!(read("Riz ■", &legend).1, ["agriculture biologique"]);
}

#[test]
fn a_sign_that_means_two_things_gives_no_label_and_is_told() {
    let l = legend(&["★ Produit bio", "★ Produit local"]);
    assert_eq!(read("Riz ★", &l), ("Riz".to_owned(), vec![], vec![]));
    assert!(!l.unread.is_empty());
    let once = legend(&["★ Produit bio", "★ Produit bio"]);
    assert_eq!(read("Riz ★", &once).1, ["agriculture biologique"]);
    assert!(once.unread.is_empty());
}

fn icon(x0: f32, y0: f32, hash: u64, shade: u8) -> Picture {
    let colour = Colour {
        r: shade,
        g: 160,
        b: 60,
    };
    Picture {
        thumbnail: vec![colour; 64],
        vector: false,
        ..drawn(x0, y0, x0 + 12.0, y0 + 12.0, hash)
    }
}

fn pictured(captions: &[(&str, Picture)], elsewhere: &[Picture]) -> Legend {
    let (texts, pictures): (Vec<&str>, Vec<Picture>) = captions.iter().cloned().unzip();
    let ys = pictures.iter().map(|p| p.rect.y0);
    let lines = texts.iter().zip(ys).map(|(t, y)| Line::new(words(t, y)));
    let lines: Vec<Line> = lines.collect();
    let mut page = page(&lines);
    page.pictures = pictures;
    page.pictures.extend_from_slice(elsewhere);
    read_legend(&page, &lines)
}

fn borne(picture: &Picture, legend: &Legend) -> usize {
    read_marks(&words("Riz", 50.0), &[picture], &[], legend)
        .found
        .len()
}

#[test]
fn a_picture_that_only_looks_like_the_legends_is_another() {
    let bio = || ("Produit bio", icon(30.0, 500.0, 7, 60));
    let copy = icon(200.0, 100.0, 7, 60);
    let recut = icon(200.0, 150.0, 8, 64);
    let alone = pictured(&[bio()], &[]);
    assert_eq!(borne(&recut, &alone), 1);
    let repeated = pictured(&[bio()], std::slice::from_ref(&copy));
    assert_eq!((borne(&copy, &repeated), borne(&recut, &repeated)), (1, 0));
    let unknown = pictured(
        &[bio(), ("Choix des enfants", icon(30.0, 514.0, 8, 64))],
        &[],
    );
    assert_eq!((borne(&copy, &unknown), borne(&recut, &unknown)), (1, 0));
    let twice = pictured(&[bio(), ("Produit local", icon(30.0, 514.0, 7, 60))], &[]);
    assert_eq!((borne(&copy, &twice), twice.unread.is_empty()), (0, false));
}

#[test]
fn a_tall_picture_may_stand_on_the_baseline_of_its_caption() {
    let tall = drawn(20.0, 480.0, 46.0, 508.0, 7);
    let lines = [Line::new(words("Produit bio", 500.0))];
    let mut page = page(&lines);
    page.pictures = vec![tall];
    assert_eq!(read_legend(&page, &lines).entries.len(), 1);
}

#[test]
fn a_line_that_says_legend_is_no_dish() {
    let caption = |title: &str| {
        let lines = [
            Line::new(words(title, 485.0)),
            Line::new(words("Bio", 500.0)),
        ];
        let mut page = page(&lines);
        page.pictures = vec![drawn(30.0, 498.0, 44.0, 512.0, 7)];
        read_legend(&page, &lines).entries.len()
    };
    assert_eq!((caption("Légende"), caption("Lentilles")), (1, 0));
}

#[test]
fn a_colour_tells_though_most_of_the_page_is_printed_in_it() {
    let green = |mut line: Vec<Word>| {
        line.iter_mut().for_each(|w| w.colour = GREEN);
        Line::new(line)
    };
    let lines = [
        green(words("Carottes râpées au citron", 100.0)),
        green(words("Blanquette de veau à l'ancienne", 120.0)),
        green(words("Gratin de courgettes", 140.0)),
        Line::new(words("Lundi 3", 80.0)),
        Line::new(words(
            "Les plats écrits en vert sont issus de l'agriculture biologique",
            500.0,
        )),
    ];
    let legend = read_legend(&page(&lines), &lines);
    let told: Vec<Sign> = legend.entries.into_iter().map(|e| e.sign).collect();
    assert_eq!(told, [Sign::Colour(GREEN)]);
}

#[test]
fn a_condition_leaves_a_sign_without_a_label_and_is_told() {
    for text in [
        "* bio selon arrivage",
        "* Produit bio, si possible",
        "* bio ou local selon les disponibilités",
        "* bio ou local",
        "* Produit bio (hors yaourts)",
    ] {
        let l = legend(&[text]);
        assert_eq!(read("Riz*", &l), ("Riz".into(), vec![], vec![]), "{text}");
        assert_eq!(l.unread.len(), 1, "{text}");
    }
    for text in [
        "* contient du porc ** produit bio *** selon arrivage",
        "** Produit bio - Menus susceptibles de varier selon les arrivages",
        "** Produit bio. Selon arrivage, les menus peuvent changer",
    ] {
        let l = legend(&[text]);
        assert_eq!(read("Riz**", &l).1, ["agriculture biologique"], "{text}");
        assert!(l.unread.is_empty(), "{text}");
    }
}

#[test]
fn a_letter_in_brackets_is_a_sign_beside_a_phrase() {
    let before = legend(&["(B) Bio - (L) Local"]);
    let after = legend(&["Bio : (B)"]);
    for l in [before, after] {
        assert_eq!(
            read("Riz (B)", &l).1,
            ["agriculture biologique"],
            "{:?}",
            signs(&l)
        );
    }
    assert_eq!(
        read("Riz*", &legend(&["* = AB"])).1,
        ["agriculture biologique"]
    );
}

#[test]
fn a_sentence_binds_its_one_sign_to_its_one_label() {
    let green = |text: &str, y: f32| {
        let words = words(text, y).into_iter();
        Line::new(words.map(|w| Word { colour: GREEN, ..w }).collect())
    };
    for (text, sign) in [
        ("Tout ce qui est écrit en vert est bio", "Colour("),
        ("Les menus en vert sont composés de produits bio", "Colour("),
        ("Nos produits bio figurent en vert sur le menu", "Colour("),
        ("Le vert indique un produit bio", "Colour("),
        ("L'astérisque signale un produit bio", "*"),
        ("Produits bio soulignés", "Underli"),
        ("Les produits signalés par un astérisque (*) sont bio", "*"),
        ("Les produits précédés ou suivis de * sont bio", "*"),
        ("* plat contenant au moins un ingrédient bio", "*"),
        ("* Plat ou ingrédient bio", "*"),
    ] {
        let lines = [
            Line::new(words("Carottes râpées *", 100.0)),
            green("Salade verte", 150.0),
            Line::new(words(text, 500.0)),
        ];
        let legend = read_legend(&page(&lines), &lines);
        let bio = [(sign.to_owned(), "agriculture biologique")];
        assert_eq!(signs(&legend), bio, "{text}");
    }
    for text in [
        "Les haricots verts sont bio",
        "Tous nos yaourts sont bio",
        "* Aucun plat n'est pas bio",
    ] {
        let l = legend(&["Riz *", text]);
        assert_eq!(read("Riz *", &l).1.len(), 0, "{text}");
    }
}

#[test]
fn letters_of_the_legend_may_be_listed() {
    let l = legend(&["B : produit biologique – L : produit local"]);
    let both = vec!["local", "agriculture biologique"];
    for dish in ["Riz B,L", "Riz B/L", "Riz B, L"] {
        assert_eq!(
            read(dish, &l),
            ("Riz".into(), both.clone(), vec![]),
            "{dish}"
        );
    }
    for name in ["Vitamines A,L", "Menu XB,L"] {
        assert_eq!(read(name, &l).1.len(), 0, "{name}");
    }
}

/// The table with green dishes, the green not in the words but under them.
fn on_green_ground(caption: &str, green: &[(usize, usize)]) -> Legend {
    let (mut page, lines) = table(caption, green);
    let is_green = |w: &&mut Word| w.colour == GREEN;
    for word in page.words.iter_mut().filter(is_green) {
        word.colour = Colour::default();
        page.fills.push(Fill {
            rect: word.rect.grown(2.0),
            colour: GREEN,
        });
    }
    let plain = |line: Line| {
        let words = line.words.into_iter();
        Line::new(
            words
                .map(|w| Word {
                    colour: Colour::default(),
                    ..w
                })
                .collect(),
        )
    };
    let lines: Vec<Line> = lines.into_iter().map(plain).collect();
    read_legend(&page, &lines)
}

#[test]
fn a_label_may_be_printed_on_the_ground_of_the_dishes_that_bear_it() {
    let some = [(0, 0), (1, 2), (2, 1)];
    let bio = ("Highlig".to_owned(), "agriculture biologique");
    let read = on_green_ground("Bio", &some);
    assert_eq!(signs(&read), [bio]);
    for caption in ["Menu bio du vendredi", "Légende"] {
        assert_eq!(on_green_ground(caption, &some).entries, [], "{caption}");
    }
    for whole in [[(0, 0), (0, 1), (0, 2)], [(0, 1), (1, 1), (2, 1)]] {
        assert_eq!(on_green_ground("Bio", &whole).entries, []);
    }
}

/// Which of these texts, each with its place, a page's legend holds.
fn held(texts: &[(&str, f32, f32)], pictures: &[Picture]) -> Vec<String> {
    let lines = texts.iter().map(|(text, x, y)| Line::new(at(text, *x, *y)));
    let lines = numbered(lines.collect());
    let mut page = page(&lines);
    page.pictures = pictures.to_vec();
    let legend = read_legend(&page, &lines);
    let own = lines.iter().filter(|line| legend.holds(1, line));
    own.map(Line::text).collect()
}

#[test]
fn dishes_between_two_lines_of_a_legend_are_none_of_it() {
    let (ab, lr) = ("AB : agriculture biologique", "LR : Label Rouge");
    let row = [
        (ab, 20.0, 300.0),
        ("Pomme AB", 220.0, 300.0),
        ("Kiwi", 320.0, 300.0),
        (lr, 420.0, 300.0),
    ];
    assert_eq!(held(&row, &[]), [ab, lr]);
    let rows = [(ab, 20.0, 300.0), ("Pomme", 20.0, 313.0), (lr, 20.0, 326.0)];
    assert_eq!(held(&rows, &[]), [ab, lr]);
}

#[test]
fn a_caption_that_names_no_label_is_the_legends_where_it_is_set_as_the_others() {
    let (bio, ours) = ("★ Produit bio", "◆ Les incontournables");
    let lines = |x: f32, y: f32| [(bio, 20.0, 300.0), (ours, x, y)];
    for place in [(20.0, 314.0), (300.0, 300.0)] {
        assert_eq!(held(&lines(place.0, place.1), &[]), [bio, ours]);
    }
    assert_eq!(held(&lines(300.0, 200.0), &[]), [bio]);
    // What heads several lines is a bullet.
    let list = [
        (bio, 20.0, 300.0),
        ("◆ Pomme", 20.0, 314.0),
        ("◆ Poire", 20.0, 328.0),
    ];
    assert_eq!(held(&list, &[]), [bio]);
    let pictured = [
        ("Produit bio", 40.0, 300.0),
        ("Choix des enfants", 40.0, 316.0),
    ];
    let pictures = [
        drawn(20.0, 298.0, 32.0, 310.0, 7),
        drawn(20.0, 314.0, 32.0, 326.0, 8),
    ];
    assert_eq!(held(&pictured, &pictures).len(), 2);
    assert_eq!(held(&pictured, &pictures[..1]), ["Produit bio"]);
}

#[test]
fn a_legend_holds_its_title_and_the_lines_on_which_it_goes_on() {
    let lines = [
        ("Légende :", 20.0, 280.0),
        ("★ Produit local d'une ferme", 20.0, 300.0),
        ("de nos environs", 20.0, 312.0),
        ("Pomme", 20.0, 324.0),
    ];
    assert_eq!(held(&lines, &[]).len(), 3);
    assert_eq!(held(&lines[..1], &[]).len(), 0);
}

/// The words of a text, some of them set smaller and in another ink.
fn with_small(text: &str, y: f32, small: &[&str]) -> Vec<Word> {
    let mut words = words(text, y);
    for word in words
        .iter_mut()
        .filter(|w| small.contains(&w.text.as_str()))
    {
        word.size = 7.0;
        word.rect.y0 += 3.0;
        word.colour = GREEN;
    }
    words
}

fn labels_of(words: &[Word], legend: &Legend) -> (String, Vec<&'static str>) {
    let reading = read_marks(words, &[], &[], legend);
    let labels = reading.found.iter().map(|f| f.label.as_str());
    (reading.name, labels.collect())
}

#[test]
fn a_code_set_apart_is_a_mark_wherever_it_stands() {
    let codes = legend(&["B : produit biologique – L : produit local – VF : viande française"]);
    let bio_and_meat = vec!["viande française", "agriculture biologique"];
    let dish = with_small("Émincé de bœuf sauce B VF paprika", 100.0, &["B", "VF"]);
    let name = "Émincé de bœuf sauce paprika".to_owned();
    assert_eq!(labels_of(&dish, &codes), (name, bio_and_meat));
    let alike = words("Vitamine B douce", 100.0);
    assert_eq!(labels_of(&alike, &codes).1.len(), 0);
    assert!(only_marks(&words("B L", 100.0), &codes));
    assert!(!only_marks(&words("B L", 100.0), &Legend::default()));
}

#[test]
fn a_pill_is_a_mark_whatever_stands_before_it() {
    let none = Legend::default();
    for (text, small, name, labels) in [
        (
            "Tortilla Végétarien",
            &["Végétarien"][..],
            "Tortilla",
            vec!["végétarien"],
        ),
        (
            "Poisson du marché Local Pêche durable",
            &["Local", "Pêche", "durable"],
            "Poisson du marché",
            vec!["local", "pêche durable"],
        ),
        (
            "Cassoulet végétarien",
            &[],
            "Cassoulet végétarien",
            vec!["végétarien"],
        ),
        (
            "Saveurs du marché local",
            &[],
            "Saveurs du marché local",
            vec![],
        ),
    ] {
        let read = labels_of(&with_small(text, 100.0, small), &none);
        assert_eq!(read, (name.to_owned(), labels), "{text}");
    }
}

#[test]
fn the_end_of_a_name_is_no_style_of_a_legend() {
    let mut line = words("rouges AB", 112.0);
    line.iter_mut().skip(1).for_each(|w| w.colour = GREEN);
    let lines = [
        Line::new(words("Salade de maïs et haricots", 100.0)),
        Line::new(line),
        Line::new(words("AB : agriculture biologique", 500.0)),
    ];
    let legend = read_legend(&page(&lines), &lines);
    assert_eq!(
        signs(&legend),
        [("AB".to_owned(), "agriculture biologique")]
    );
}

#[test]
fn a_style_before_a_colon_is_the_sign_of_its_sentence() {
    let local = legend(&[
        "En italique sous le plat : le producteur qui nous fournit (produit local).",
        "Salade",
    ]);
    assert_eq!(signs(&local), [("Italic".to_owned(), "local")]);
    let green = [(100.0, PALE_GREEN), (500.0, PALE_GREEN)];
    let dark = Colour {
        r: 0,
        g: 130,
        b: 80,
    };
    let told = "Surligné en vert : plat composé de produits issus de l'agriculture biologique";
    let grounds = [green[0], (200.0, dark), green[1]];
    let legend = on_a_ground(told, &grounds, None);
    let ground: Vec<&Sign> = legend.entries.iter().map(|e| &e.sign).collect();
    assert_eq!(ground, [&Sign::Highlight(PALE_GREEN)]);
    for text in [
        "En gras : les plats du jour. Nos yaourts sont bio.",
        "Menu en gras de la semaine du 3 : carottes bio",
    ] {
        assert_eq!(self::legend(&[text]).entries, [], "{text}");
    }
}

#[test]
fn one_sign_may_mean_two_labels() {
    let both = vec!["agriculture biologique", "local"];
    for text in [
        "★ Produit bio et local",
        "★ Produits biologiques & locaux",
        "★ produit bio local",
        "★ Produit bio de Loire-Atlantique",
        "★ Produit issu de l'agriculture biologique du Finistère",
        "Produits bio et locaux : ★",
    ] {
        let l = legend(&[text]);
        assert_eq!(read("Riz ★", &l).1, both, "{text}");
        assert!(l.unread.is_empty(), "{text}");
    }
    for text in [
        "★ AOP, IGP ou Label Rouge",
        "★ Produits AOP et IGP",
        "★ Produit bio / local",
        "★ Produits bio et produits locaux",
        "★ Produits bio et viandes françaises",
    ] {
        let l = legend(&[text]);
        assert_eq!(read("Riz ★", &l), ("Riz".into(), vec![], vec![]), "{text}");
        assert_eq!(l.unread.len(), 1, "{text}");
    }
    let only = legend(&["★ Produit bio de saison"]);
    assert_eq!(read("Riz ★", &only).1, ["agriculture biologique"]);
}

#[test]
fn each_sentence_of_a_legend_may_tell_of_a_sign() {
    let l = legend(&[
        "Rôti * VF",
        "Riz ☺",
        "VF : viande d'origine française. * Ce plat contient du porc.",
        "☺ riz bio de nos régions - † essai",
    ]);
    assert_eq!(
        read("Rôti * VF", &l),
        ("Rôti".into(), vec!["viande française"], vec![])
    );
    assert_eq!(read("Riz ☺", &l).2.len(), 0);
    let meat = legend(&[
        "Sauté de veau *",
        "Kiwi ☺",
        "* Viande bovine d'origine française - ° Produit équitable - ☺ Produit bio",
    ]);
    assert_eq!(read("Veau *", &meat).1, ["viande française"]);
    assert_eq!(read("Kiwi ☺", &meat).1, ["agriculture biologique"]);
}

#[test]
fn a_caption_in_words_of_its_own_may_name_a_label() {
    let lines = [
        Line::new(at("Produit biologique", 50.0, 400.0)),
        Line::new(at("Produit de chez nous (local)", 50.0, 418.0)),
    ];
    let mut p = page(&lines);
    p.pictures = vec![icon(30.0, 399.0, 7, 60), icon(30.0, 417.0, 8, 250)];
    let l = read_legend(&p, &lines);
    let local = [icon(300.0, 100.0, 8, 250)];
    let local: Vec<&Picture> = local.iter().collect();
    let found = read_marks(&words("Riz", 50.0), &local, &[], &l).found;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].label.as_str(), "local");
}

#[test]
fn pictures_stand_on_one_side_of_their_captions() {
    let strip = |xs: &[f32], y: f32| -> Vec<String> {
        let texts = [("Bio", 100.0), ("Local", 150.0), ("Label Rouge", 210.0)];
        let words = texts.iter().flat_map(|(text, x)| at(text, *x, 400.0));
        let lines = [Line::new(words.collect())];
        let mut p = page(&lines);
        let hashes = 1..;
        let icons = xs
            .iter()
            .zip(hashes)
            .map(|(x, hash)| drawn(*x, y, x + 12.0, y + 12.0, hash));
        p.pictures = icons.collect();
        let legend = read_legend(&p, &lines);
        let said = legend.entries.iter().map(|e| match &e.sign {
            Sign::Picture(picture) => format!("{} {}", picture.hash, e.meaning),
            other => other.to_string(),
        });
        said.collect()
    };
    let told = ["1 agriculture biologique", "2 local", "3 label rouge"];
    assert_eq!(strip(&[85.0, 135.0, 195.0], 400.0), told);
    assert_eq!(strip(&[117.0, 180.0, 270.0], 400.0), told);
    assert_eq!(strip(&[102.0, 156.0, 230.0], 386.0), told);
}

#[test]
fn a_picture_between_two_of_the_legends_is_told() {
    let legend = pictured(
        &[
            ("Produit bio", icon(30.0, 500.0, 7, 60)),
            ("Produit local", icon(30.0, 514.0, 8, 84)),
        ],
        &[],
    );
    let read = |shade: u8| {
        let picture = icon(200.0, 100.0, 9, shade);
        let reading = read_marks(&words("Riz", 50.0), &[&picture], &[], &legend);
        (reading.found.len(), reading.unexplained.len())
    };
    assert_eq!(read(58), (1, 0));
    assert_eq!(read(72), (0, 1));
    assert_eq!(read(200), (0, 0));
}

#[test]
fn a_part_of_a_name_in_the_legends_ink_is_enough() {
    let mut legend = Legend::default();
    legend.entries.push(Entry {
        sign: Sign::Colour(GREEN),
        meaning: Meaning::Label(Label::Siqo(Siqo::AgricultureBiologique)),
        page: 1,
        rect: Rect::default(),
    });
    let green =
        |text: &str, ink: &str| labels_of(&inked(words(text, 100.0), ink, GREEN), &legend).1;
    assert_eq!(
        green("Sauté de veau et carottes", "carottes"),
        ["agriculture biologique"]
    );
    assert_eq!(green("Sauté de veau et carottes", "et").len(), 0);
    assert_eq!(green("Yaourt local", "local"), ["local"]);
}

#[test]
fn a_producers_line_is_said_of_the_dish_above() {
    let legend = legend(&["En italique : le producteur de ce produit local", "Salade"]);
    let italic = |text: &str, y: f32| {
        let words = words(text, y).into_iter();
        words
            .map(|w| Word { italic: true, ..w })
            .collect::<Vec<Word>>()
    };
    let mut dish = words("Betteraves vinaigrette", 100.0);
    let note = italic("Ferme du Pré, Mauron", 112.0);
    let [above, below] = [&dish, &note].map(|words| Line::new(words.clone()));
    assert!(is_note_under(&above, &below, &[], &legend));
    assert!(!is_note_under(&below, &above, &[], &legend));
    dish.extend(note);
    let read = labels_of(&dish, &legend);
    assert_eq!(read, ("Betteraves vinaigrette".to_owned(), vec!["local"]));
}

#[test]
fn the_signs_that_stand_outside_the_legend_are_seen() {
    let mut green = words("Riz pilaf au beurre", 100.0);
    green.iter_mut().take(2).for_each(|w| w.colour = GREEN);
    let mut caption = words(
        "En vert : produits issus de l'agriculture biologique",
        500.0,
    );
    caption.iter_mut().take(2).for_each(|w| w.colour = GREEN);
    let lines = vec![
        Line::new(green),
        Line::new(words(
            "Sauté de veau à la crème et aux champignons de Paris",
            130.0,
        )),
        Line::new(caption),
        Line::new(at("Produit local", 60.0, 520.0)),
    ];
    let mut page = page(&lines);
    let own = icon(40.0, 519.0, 7, 60);
    page.pictures = vec![own, icon(300.0, 100.0, 7, 60), icon(300.0, 130.0, 9, 250)];
    let sheet = crate::layout::Sheet::of(&page, lines);
    let legend = read_legend(&page, &sheet.lines);
    let seen = signs_on(&sheet, &legend);
    let told: Vec<(&str, usize)> = seen
        .iter()
        .map(|s| (s.labels.first().map_or("", |l| l.as_str()), s.words.len()))
        .collect();
    assert_eq!(told, [("local", 0), ("agriculture biologique", 2)]);
    assert_eq!(seen[1].words, [0, 1]);
}

#[test]
fn a_heading_may_be_the_name_of_a_label() {
    let named = |text| label_named(text).map(Label::as_str);
    assert_eq!(named("Bio"), Some("agriculture biologique"));
    assert_eq!(named("Produits locaux"), Some("local"));
    assert_eq!(
        named("Issu de l'agriculture biologique (AB)"),
        Some("agriculture biologique")
    );
    for other in ["Plat", "Bio ou local", "Menu bio du jour", "Lait", ""] {
        assert_eq!(named(other), None, "{other}");
    }
}

#[test]
fn an_emoji_of_several_characters_is_one_sign() {
    let l = legend(&["🇫🇷 Viande française – 👨‍🍳 Fait maison – 🌱\u{FE0F} Produit bio"]);
    let all = vec!["viande française", "fait maison", "agriculture biologique"];
    assert_eq!(
        read("Rôti 🇫🇷 👨🍳 🌱", &l),
        ("Rôti".into(), all.clone(), vec![])
    );
    assert_eq!(read("Rôti🇫🇷👨‍🍳🌱\u{FE0F}", &l), ("Rôti".into(), all, vec![]));
}

#[test]
fn a_strip_of_captions_may_stand_close_under_the_dishes() {
    let strip = |texts: [&str; 2]| {
        let lines = [
            Line::new(at("Fromage blanc", 100.0, 380.0)),
            Line::new(at(texts[0], 100.0, 400.0)),
            Line::new(at(texts[1], 200.0, 400.0)),
        ];
        let mut p = page(&lines);
        p.pictures = vec![icon(85.0, 399.0, 7, 60), icon(185.0, 399.0, 8, 250)];
        read_legend(&p, &lines).entries.len()
    };
    assert_eq!(strip(["Bio", "Local"]), 2);
    assert_eq!(strip(["Bio", "Riz"]), 0);
}

#[test]
fn a_code_before_a_colon_is_the_sign_of_its_sentence() {
    let text = "B : plat dont un ingrédient au moins provient de l'agriculture biologique";
    let l = legend(&["Riz au lait B", text]);
    assert_eq!(read("Riz au lait B", &l).1, ["agriculture biologique"]);
    assert_eq!(legend(&["Riz au lait", text]).entries, []);
}

#[test]
fn a_colon_may_stand_between_a_picture_and_its_meaning() {
    let lines = [Line::new(at(
        ": produit issu de l'agriculture biologique",
        60.0,
        400.0,
    ))];
    let mut p = page(&lines);
    p.pictures = vec![icon(40.0, 399.0, 7, 60)];
    assert_eq!(read_legend(&p, &lines).entries.len(), 1);
}

#[test]
fn a_dish_beside_a_picture_or_a_heading_is_no_caption() {
    let lines = [
        Line::new(at("Fruit de saison", 60.0, 400.0)),
        Line::new(words("DESSERT : Fruit de saison", 420.0)),
        Line::new(words("ENTRÉE : Poisson MSC", 440.0)),
        Line::new(words("ENTRÉE : Salade verte", 460.0)),
        Line::new(words("LÉGUME : légume bio", 480.0)),
    ];
    let mut p = page(&lines);
    p.pictures = vec![icon(40.0, 399.0, 7, 60)];
    assert_eq!(read_legend(&p, &lines).entries, []);
}

#[test]
fn a_code_in_brackets_behind_a_name_is_a_mark() {
    for dish in [
        "Jambon grillé sauce madère (AB) circuit court",
        "Sauté de porc à l'ananas (bio) Label Rouge",
        "Riz (AB) Label Rouge",
    ] {
        assert_eq!(legend(&[dish, "Salade verte"]).entries, [], "{dish}");
    }
    let redefined = legend(&["(AB) : Label Rouge"]);
    assert_eq!(signs(&redefined), [("AB".to_owned(), "label rouge")]);
}

/// The legend of a page with one dish, far above one line.
fn apart(dish: &str, text: &str) -> Legend {
    let lines = [Line::new(words(dish, 100.0)), Line::new(words(text, 400.0))];
    read_legend(&page(&lines), &lines)
}

#[test]
fn a_sign_belongs_to_the_caption_that_it_begins() {
    let l = legend(&[
        "Carottes *",
        "produit issu de l'agriculture biologique – * : produit local",
    ]);
    assert_eq!(signs(&l), [("*".to_owned(), "local")]);
    let after = apart("Carottes *", "Produit bio : en gras – produit local *");
    assert_eq!(read("Carottes *", &after).1, ["local"]);
}

#[test]
fn a_label_and_a_sign_alone_on_a_line_explain_a_sign_of_the_dishes() {
    for text in ["agriculture biologique *", "Bio *"] {
        let bio = ["agriculture biologique"];
        assert_eq!(
            read("Riz *", &apart("Clémentines *", text)).1,
            bio,
            "{text}"
        );
        assert_eq!(apart("Clémentines", text).entries, [], "{text}");
    }
    let dishes = legend(&["Clémentines °", "Légumes bio °", "Fruit de saison °"]);
    assert_eq!(dishes.entries, []);
}

#[test]
fn what_follows_the_title_of_a_legend_is_a_caption() {
    let l = legend(&[
        "Carottes *",
        "Légende : Les plats suivis de * sont issus de l'agriculture biologique",
    ]);
    assert_eq!(signs(&l), [("*".to_owned(), "agriculture biologique")]);
    let bold = legend(&["Légende des signes : Les plats en gras sont locaux"]);
    assert_eq!(signs(&bold), [("Bold".to_owned(), "local")]);
}

#[test]
fn what_leads_several_dishes_is_a_bullet() {
    let list = legend(&["● Riz au lait", "● Fruit local", "● Salade verte"]);
    assert_eq!(list.entries, []);
    let key = legend(&["Riz ●", "● Fruit local"]);
    assert_eq!(signs(&key), [("●".to_owned(), "local")]);
}

#[test]
fn a_sentence_may_hold_its_picture() {
    let parts = [
        at("Le logo", 40.0, 400.0),
        at("signale les produits bio", 95.0, 400.0),
        at("Les produits portant ce logo sont locaux", 60.0, 430.0),
    ];
    let lines: Vec<Line> = parts.into_iter().map(Line::new).collect();
    let mut p = page(&lines);
    p.pictures = vec![icon(80.0, 399.0, 7, 60), icon(44.0, 429.0, 8, 160)];
    let l = read_legend(&p, &lines);
    let said: Vec<&str> = signs(&l).into_iter().map(|(_, means)| means).collect();
    assert_eq!(said, ["agriculture biologique", "local"]);
}

#[test]
fn a_word_behind_a_dishs_picture_is_no_caption() {
    let parts = [
        at("Crème caramel", 40.0, 100.0),
        at("local", 125.0, 100.0),
        at("Produit bio", 60.0, 400.0),
    ];
    let lines: Vec<Line> = parts.into_iter().map(Line::new).collect();
    let mut p = page(&lines);
    p.pictures = vec![icon(110.0, 99.0, 7, 60), icon(44.0, 399.0, 7, 60)];
    assert_eq!(signs(&read_legend(&p, &lines)).len(), 1);
}

#[test]
fn a_lone_picture_behind_its_meaning_is_the_sign_where_the_page_repeats_it() {
    let legend = |hash: u64, next: Option<&str>| {
        let mut lines = vec![
            Line::new(at("Salade verte", 60.0, 100.0)),
            Line::new(at("Produit bio", 60.0, 400.0)),
        ];
        lines.extend(next.map(|text| Line::new(at(text, 145.0, 400.0))));
        let mut p = page(&lines);
        p.pictures = vec![icon(44.0, 99.0, hash, 60), icon(128.0, 399.0, 7, 60)];
        read_legend(&p, &lines).entries.len()
    };
    assert_eq!(legend(7, None), 1);
    assert_eq!(legend(9, None), 0, "no dish bears it");
    assert_eq!(legend(7, Some("Yaourt nature")), 0, "it is the next text's");
}

#[test]
fn a_swatch_stands_before_the_first_of_two_lines() {
    let parts = [
        at("Salade verte", 60.0, 100.0),
        at("Riz pilaf", 60.0, 130.0),
        at("produit issu de l'agriculture", 75.0, 400.0),
        at("biologique", 55.0, 411.0),
    ];
    let lines: Vec<Line> = parts.into_iter().map(Line::new).collect();
    let mut p = page(&lines);
    let fill = |x0, y0, x1| Fill {
        rect: Rect::new(x0, y0, x1, y0 + 10.0),
        colour: GREEN,
    };
    p.fills = vec![fill(58.0, 100.0, 125.0), fill(57.0, 400.0, 70.0)];
    let l = read_legend(&p, &lines);
    assert_eq!(
        l.entries.first().map(|e| &e.sign),
        Some(&Sign::Highlight(GREEN))
    );
}

#[test]
fn a_colour_may_be_worn_on_another_page_or_on_none() {
    let caption = numbered(vec![Line::new(words("En vert : produit bio", 400.0))]);
    let first = page(&caption);
    let mut dish = words("Salade verte", 100.0);
    dish.iter_mut().for_each(|w| w.colour = GREEN);
    dish.extend(words("Riz pilaf au safran", 130.0));
    let second = Page {
        number: 2,
        ..page(&[Line::new(dish)])
    };
    let l = super::read_legend(&first, &caption, &[&first, &second]);
    assert_eq!(
        l.entries.first().map(|e| &e.sign),
        Some(&Sign::Colour(GREEN))
    );
    let alone = super::read_legend(&first, &caption, &[&first]);
    assert!(caption.iter().all(|line| alone.holds(1, line)), "no dish's");
}

#[test]
fn a_sign_and_its_meaning_may_stand_in_two_cells() {
    let parts = [
        at("Camembert L", 40.0, 100.0),
        at("AB", 40.0, 400.0),
        at("Agriculture Biologique", 80.0, 400.0),
        at("L", 260.0, 400.0),
        at("Produit local", 290.0, 400.0),
    ];
    let lines = numbered(parts.into_iter().map(Line::new).collect());
    let l = read_legend(&page(&lines), &lines);
    let said = [("AB", "agriculture biologique"), ("L", "local")];
    assert_eq!(
        signs(&l),
        said.map(|(sign, means)| (sign.to_owned(), means))
    );
    assert_eq!(
        read("Camembert L", &l),
        ("Camembert".into(), vec!["local"], vec![])
    );
}

#[test]
fn a_letter_may_be_small_in_brackets_or_stand_in_a_circle() {
    let l = legend(&["(b) : bio – Ⓛ : local"]);
    let both = vec!["agriculture biologique", "local"];
    assert_eq!(read("Riz (b) Ⓛ", &l), ("Riz".into(), both, vec![]));
    assert_eq!(read("Riz (c)", &l).1.len(), 0);
}

#[test]
fn what_stands_under_a_day_is_said_of_the_day_and_explains_no_sign() {
    let under = |above: &str| {
        let lines = [
            Line::new(at(above, 60.0, 100.0)),
            Line::new(at("☘ Menu végétarien", 60.0, 112.0)),
        ];
        read_legend(&page(&lines), &lines).entries.len()
    };
    assert_eq!(under("Mardi 13"), 0);
    assert_eq!(under("Légende"), 1);
}

#[test]
fn a_sentence_may_name_its_sign_a_line_before_its_label() {
    for (first, sign) in [
        ("Les plats suivis de * sont", "*"),
        ("Les plats en vert sont", "Colour("),
    ] {
        let l = legend(&["Riz *", first, "issus de l'agriculture", "biologique"]);
        assert_eq!(signs(&l), [(sign.to_owned(), "agriculture biologique")]);
    }
}

#[test]
fn a_style_before_a_colon_begins_the_next_caption() {
    let l = legend(&["* : produit bio / Soulignés : pêche durable"]);
    let said = [
        ("*", "agriculture biologique"),
        ("Underli", "pêche durable"),
    ];
    assert_eq!(
        signs(&l),
        said.map(|(sign, means)| (sign.to_owned(), means))
    );
    let l = legend(&["Produit bio / Soulignés : pêche durable"]);
    assert_eq!(signs(&l), [("Underli".to_owned(), "pêche durable")]);
    let l = legend(&["* : produit bio / En italique : produit local"]);
    let said = [("*", "agriculture biologique"), ("Italic", "local")];
    assert_eq!(
        signs(&l),
        said.map(|(sign, means)| (sign.to_owned(), means))
    );
}
