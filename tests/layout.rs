//! `layout`: pages built by hand, no PDF needed.

use ardoise::geometry::Rect;
use ardoise::layout::{Cell, Grid, Settings, Sheet, lay_out};
use ardoise::pdf::{Axis, Colour, Fill, Page, Rule, Word};
use proptest::prelude::*;

/// A page of A4 landscape with nothing on it.
fn page() -> Page {
    Page {
        number: 1,
        width: 842.0,
        height: 595.0,
        ..Page::default()
    }
}

/// Words from `x`, on the baseline whose top is `y`, in 10 pt.
fn write(page: &mut Page, x: f32, y: f32, text: &str) {
    let mut at = x;
    for word in text.split(' ') {
        let width = 5.0 * word.chars().count() as f32;
        page.words.push(Word {
            text: word.into(),
            rect: Rect::new(at, y, at + width, y + 10.0),
            size: 10.0,
            ..Word::default()
        });
        at += width + 2.5;
    }
}

fn draw(page: &mut Page, axis: Axis, at: f32, from: f32, to: f32) {
    page.rules.push(Rule {
        axis,
        at,
        from,
        to,
        width: 0.5,
    });
}

fn draw_box(page: &mut Page, rect: Rect) {
    draw(page, Axis::Horizontal, rect.y0, rect.x0, rect.x1);
    draw(page, Axis::Horizontal, rect.y1, rect.x0, rect.x1);
    draw(page, Axis::Vertical, rect.x0, rect.y0, rect.y1);
    draw(page, Axis::Vertical, rect.x1, rect.y0, rect.y1);
}

fn best(page: &Page) -> Grid {
    let settings = Settings::default();
    lay_out(&Sheet::new(page, &settings), &settings).0
}

fn cell<'a>(grid: &'a Grid, text: &str) -> &'a Cell {
    let found = grid.cells.iter().find(|c| c.text() == text);
    found.unwrap_or_else(|| panic!("no cell {text:?} in {:#?}", texts(grid)))
}

fn texts(grid: &Grid) -> Vec<String> {
    grid.cells.iter().map(Cell::text).collect()
}

#[test]
fn a_cell_merged_over_two_rows_covers_both() {
    let mut page = page();
    for x in [100.0, 300.0, 500.0] {
        draw(&mut page, Axis::Vertical, x, 100.0, 300.0);
    }
    for y in [100.0, 130.0, 300.0] {
        draw(&mut page, Axis::Horizontal, y, 100.0, 500.0);
    }
    draw(&mut page, Axis::Horizontal, 200.0, 100.0, 300.0);
    write(&mut page, 150.0, 110.0, "LUNDI");
    write(&mut page, 350.0, 110.0, "MARDI");
    write(&mut page, 120.0, 150.0, "Betteraves");
    write(&mut page, 120.0, 250.0, "Omelette");
    write(&mut page, 320.0, 200.0, "Lasagnes");
    let grid = best(&page);
    assert_eq!(grid.strategy, "ruled");
    assert_eq!(cell(&grid, "Lasagnes").rows.len(), 2);
    assert_eq!(cell(&grid, "Omelette").rows.len(), 1);
    assert_eq!(
        cell(&grid, "Lasagnes").rows.end,
        cell(&grid, "Omelette").rows.end
    );
}

#[test]
fn a_table_without_its_outer_frame_is_closed() {
    let mut page = page();
    draw(&mut page, Axis::Vertical, 300.0, 100.0, 300.0);
    draw(&mut page, Axis::Horizontal, 130.0, 100.0, 500.0);
    write(&mut page, 150.0, 110.0, "LUNDI");
    write(&mut page, 350.0, 110.0, "MARDI");
    write(&mut page, 120.0, 150.0, "Betteraves");
    write(&mut page, 320.0, 150.0, "Carottes");
    assert_eq!(
        texts(&best(&page)),
        ["LUNDI", "MARDI", "Betteraves", "Carottes"]
    );
}

#[test]
fn boxes_apart_are_cells() {
    let mut page = page();
    for (x, day, dish) in [
        (50.0, "Lundi 2 mai", "Melon"),
        (250.0, "Mardi 3 mai", "Radis"),
    ] {
        draw_box(&mut page, Rect::new(x, 100.0, x + 150.0, 200.0));
        write(&mut page, x + 20.0, 110.0, day);
        write(&mut page, x + 20.0, 150.0, dish);
    }
    assert_eq!(
        texts(&best(&page)),
        ["Lundi 2 mai Melon", "Mardi 3 mai Radis"]
    );
}

#[test]
fn painted_cards_are_cells() {
    let mut page = page();
    for (x, day, dish) in [(50.0, "LUNDI", "Melon"), (250.0, "MARDI", "Radis")] {
        page.fills.push(Fill {
            rect: Rect::new(x, 100.0, x + 150.0, 400.0),
            colour: Colour {
                r: 255,
                g: 247,
                b: 230,
            },
        });
        write(&mut page, x + 20.0, 110.0, day);
        write(&mut page, x + 20.0, 250.0, dish);
    }
    let grid = best(&page);
    assert_eq!(texts(&grid), ["LUNDI Melon", "MARDI Radis"]);
    assert_eq!(
        grid.cells[0].fill,
        Some(Colour {
            r: 255,
            g: 247,
            b: 230
        })
    );
}

#[test]
fn columns_without_rules_follow_the_day_headings() {
    let mut page = page();
    write(&mut page, 300.0, 40.0, "Menus du 2 au 6 mai");
    for (x, day, dish) in [
        (120.0, "LUNDI", "Melon"),
        (300.0, "MARDI", "Radis au beurre"),
        (480.0, "JEUDI", "Soupe"),
    ] {
        write(&mut page, x, 100.0, day);
        write(&mut page, x, 130.0, dish);
        write(&mut page, x, 190.0, "Omelette");
    }
    write(&mut page, 20.0, 130.0, "Entrée");
    write(&mut page, 20.0, 190.0, "Plat");
    let grid = best(&page);
    assert_eq!(grid.strategy, "columns");
    assert_eq!(
        cell(&grid, "Radis au beurre").rows,
        cell(&grid, "Entrée").rows
    );
    assert_eq!(
        cell(&grid, "Plat").rows.start,
        cell(&grid, "Entrée").rows.end
    );
    assert_eq!(grid.outside[0].text(), "Menus du 2 au 6 mai");
}

#[test]
fn a_short_word_set_apart_ends_the_dish_at_its_left() {
    let mut page = page();
    for (x, day, dish) in [
        (100.0, "Lundi 30 novembre", "Coquillettes"),
        (330.0, "Mardi 1 décembre", "Carottes"),
        (560.0, "Jeudi 3 décembre", "Riz"),
    ] {
        write(&mut page, x, 60.0, day);
        write(&mut page, x + 3.0, 80.0, "Taboulé");
        write(&mut page, x + 3.0, 100.0, dish);
    }
    write(&mut page, 300.0, 80.0, "BIO");
    write(&mut page, 530.0, 100.0, "BIO");
    let grid = best(&page);
    assert_eq!(grid.strategy, "columns");
    let of_day = |number: usize| {
        let cells = grid
            .cells
            .iter()
            .filter(|c| usize::from(c.columns.start) == number);
        let texts: Vec<String> = cells.map(Cell::text).collect();
        texts.join(" ")
    };
    let first = usize::from(grid.cells[0].columns.start);
    assert_eq!(of_day(first), "Lundi 30 novembre Taboulé BIO Coquillettes");
    assert_eq!(of_day(first + 1), "Mardi 1 décembre Taboulé Carottes BIO");
    assert_eq!(of_day(first + 2), "Jeudi 3 décembre Taboulé Riz");
}

#[test]
fn rows_without_rules_follow_the_day_headings() {
    let mut page = page();
    for (y, day) in [(100.0, "LUNDI"), (160.0, "MARDI"), (220.0, "JEUDI")] {
        write(&mut page, 30.0, y, day);
        write(&mut page, 150.0, y - 6.0, "Carottes");
        write(&mut page, 150.0, y + 6.0, "râpées");
        write(&mut page, 350.0, y, "Omelette");
    }
    let grid = best(&page);
    assert_eq!(grid.strategy, "rows");
    assert_eq!(cell(&grid, "MARDI").rows.len(), 1);
    assert_eq!(
        grid.cells
            .iter()
            .filter(|c| c.text() == "Carottes râpées")
            .count(),
        3
    );
}

#[test]
fn a_list_is_cut_at_its_day_headings() {
    let mut page = page();
    for (y, day, dish) in [
        (100.0, "Lundi 2 mai", "Melon"),
        (160.0, "Mardi 3 mai", "Radis"),
    ] {
        write(&mut page, 50.0, y, day);
        write(&mut page, 50.0, y + 15.0, dish);
    }
    let grid = best(&page);
    assert_eq!(grid.strategy, "stacked");
    assert_eq!(texts(&grid), ["Lundi 2 mai Melon", "Mardi 3 mai Radis"]);
}

#[test]
fn a_day_written_one_letter_a_line_is_a_word() {
    let mut page = page();
    for (index, letter) in "LUNDI".chars().enumerate() {
        write(
            &mut page,
            30.0,
            100.0 + 12.0 * index as f32,
            &letter.to_string(),
        );
    }
    for (index, letter) in "MARDI".chars().enumerate() {
        write(
            &mut page,
            30.0,
            200.0 + 12.0 * index as f32,
            &letter.to_string(),
        );
    }
    write(&mut page, 150.0, 120.0, "Melon");
    write(&mut page, 150.0, 220.0, "Radis");
    let grid = best(&page);
    assert_eq!(texts(&grid), ["LUNDI", "Melon", "MARDI", "Radis"]);
}

fn any_rect() -> impl Strategy<Value = Rect> {
    (0.0f32..842.0, 0.0f32..595.0, 0.0f32..200.0, 0.0f32..40.0)
        .prop_map(|(x, y, w, h)| Rect::new(x, y, x + w, y + h))
}

fn any_word() -> impl Strategy<Value = Word> {
    let text = prop_oneof![
        Just("LUNDI"),
        Just("mardi 3 mai"),
        Just("Entrée"),
        Just("Carottes"),
        Just("L"),
        Just("bio")
    ];
    (text, any_rect(), 1.0f32..30.0).prop_map(|(text, rect, size)| Word {
        text: text.into(),
        rect,
        size,
        ..Word::default()
    })
}

fn any_rule() -> impl Strategy<Value = Rule> {
    (any::<bool>(), 0.0f32..842.0, 0.0f32..500.0, 0.0f32..800.0).prop_map(
        |(level, at, from, length)| Rule {
            axis: if level {
                Axis::Horizontal
            } else {
                Axis::Vertical
            },
            at,
            from,
            to: from + length,
            width: 1.0,
        },
    )
}

proptest! {
    #[test]
    fn every_letter_of_a_page_is_in_one_cell_or_outside(
        words in prop::collection::vec(any_word(), 0..60),
        rules in prop::collection::vec(any_rule(), 0..60),
        fills in prop::collection::vec(any_rect(), 0..20),
    ) {
        let letters = |words: &mut dyn Iterator<Item = &Word>| words.map(|w| w.text.chars().count()).sum::<usize>();
        let fills = fills.into_iter().map(|rect| Fill { rect, colour: Colour::default() }).collect();
        let page = Page { words, rules, fills, ..page() };
        let settings = Settings::default();
        let (grid, _) = lay_out(&Sheet::new(&page, &settings), &settings);
        let lines = grid.cells.iter().flat_map(|c| &c.lines).chain(&grid.outside);
        prop_assert_eq!(letters(&mut lines.flat_map(|l| &l.words)), letters(&mut page.words.iter()));
    }
}

#[test]
fn cells_a_space_apart_are_parted_where_all_rows_leave_white() {
    let mut page = page();
    for (y, cells) in [
        (100.0, ["LUNDI", "MARDI", "JEUDI"]),
        (
            120.0,
            [
                "Betteraves rouges",
                "Salade de maïs doux",
                "Velouté de courge",
            ],
        ),
        (
            140.0,
            ["Émincé de bœuf", "Poulet basquaise", "Chili végétarien"],
        ),
        (160.0, ["Frites", "Riz", "Boulgour"]),
    ] {
        // Columns of 100 points, centred; the widest cells stand 5 points apart.
        for (column, text) in cells.iter().enumerate() {
            let width = text.chars().count() as f32 * 5.0 - 2.5 * text.matches(' ').count() as f32;
            write(
                &mut page,
                100.0 + 97.0 * column as f32 - width / 2.0,
                y,
                text,
            );
        }
    }
    let long = "Les menus peuvent changer selon les arrivages et les saisons de nos producteurs";
    write(&mut page, 60.0, 200.0, long);
    write(&mut page, 60.0, 213.0, "voisins.");
    let grid = best(&page);
    assert_eq!(
        texts(&grid),
        [
            "LUNDI",
            "MARDI",
            "JEUDI",
            "Betteraves rouges Émincé de bœuf Frites",
            "Salade de maïs doux Poulet basquaise Riz",
            "Velouté de courge Chili végétarien Boulgour"
        ]
    );
    assert_eq!(grid.outside.len(), 2);
}

#[test]
fn day_headings_that_touch_are_parted() {
    let mut page = page();
    write(
        &mut page,
        60.0,
        100.0,
        "Lundi 13 mars Mardi 14 mars Jeudi 16 mars",
    );
    write(&mut page, 60.0, 60.0, "Du lundi 13 au jeudi 16 mars");
    let lines = Sheet::new(&page, &Settings::default()).lines;
    let lines: Vec<String> = lines.iter().map(|l| l.text()).collect();
    assert_eq!(
        lines,
        [
            "Du lundi 13 au jeudi 16 mars",
            "Lundi 13 mars",
            "Mardi 14 mars",
            "Jeudi 16 mars"
        ]
    );
}

#[test]
fn stacked_letters_of_adjacent_cells_are_two_days() {
    let mut page = page();
    for (at, letter) in "MARDIMERCREDI".chars().enumerate() {
        write(
            &mut page,
            20.0,
            100.0 + 10.0 * at as f32,
            &letter.to_string(),
        );
    }
    for (y, dish) in [(110.0, "Melon"), (170.0, "Radis")] {
        write(&mut page, 60.0, y, dish);
    }
    let lines = Sheet::new(&page, &Settings::default()).lines;
    let lines: Vec<String> = lines.iter().map(|l| l.text()).collect();
    assert!(
        lines.contains(&"MARDI".to_owned()) && lines.contains(&"MERCREDI".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn days_named_above_the_rules_head_the_cells_under_them() {
    let mut page = page();
    for x in [100.0, 250.0, 400.0] {
        draw(&mut page, Axis::Vertical, x, 130.0, 330.0);
    }
    for y in [130.0, 230.0, 330.0] {
        draw(&mut page, Axis::Horizontal, y, 100.0, 400.0);
    }
    for (x, day) in [(140.0, "LUNDI"), (290.0, "MARDI")] {
        write(&mut page, x, 115.0, day);
        write(&mut page, x, 150.0, "5");
        write(&mut page, x, 170.0, "Melon");
        write(&mut page, x, 250.0, "12");
        write(&mut page, x, 270.0, "Radis");
    }
    let grid = best(&page);
    assert_eq!(grid.strategy, "ruled");
    assert_eq!(grid.cells.len(), 4);
}
