//! `layout`: pages built by hand, no PDF needed.

use ardoise::geometry::Rect;
use ardoise::layout::{Cell, Grid, Line, Settings, Sheet, Way, lay_out, proposals};
use ardoise::pdf::{Axis, Colour, Fill, Page, Rotation, Rule, Word};
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
    fn every_word_of_a_page_is_once_in_a_cell_or_outside(
        words in prop::collection::vec(any_word(), 0..60),
        rules in prop::collection::vec(any_rule(), 0..60),
        fills in prop::collection::vec(any_rect(), 0..20),
    ) {
        let fills = fills.into_iter().map(|rect| Fill { rect, colour: Colour::default() }).collect();
        let page = Page { words, rules, fills, ..page() };
        let settings = Settings::default();
        let sheet = Sheet::new(&page, &settings);
        let all: Vec<u32> = (0..sheet.len() as u32).collect();
        for grid in proposals(&sheet, &settings).iter().map(|p| p.finish()).chain([lay_out(&sheet, &settings).0]) {
            let lines = grid.cells.iter().flat_map(|c| &c.lines).chain(&grid.outside);
            let mut numbers: Vec<u32> = lines.flat_map(|l| &l.words).map(|w| w.number).collect();
            numbers.sort_unstable();
            prop_assert_eq!(&numbers, &all, "{}", grid.strategy);
        }
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

/// The lines of the cell in which this one stands.
fn lines_with(grid: &Grid, line: &str) -> Vec<String> {
    let has = |c: &&Cell| c.lines.iter().any(|l| l.text() == line);
    let found = grid.cells.iter().find(has);
    let found = found.unwrap_or_else(|| panic!("no line {line:?} in {:#?}", texts(grid)));
    found.lines.iter().map(Line::text).collect()
}

/// Text centred on `x`, in 10 pt.
fn write_centred(page: &mut Page, x: f32, y: f32, text: &str) {
    let spaces = text.matches(' ').count() as f32;
    let width = text.chars().count() as f32 * 5.0 - 2.5 * spaces;
    write(page, x - width / 2.0, y, text);
}

#[test]
fn a_day_turned_by_its_box_is_read_before_the_dishes() {
    let mut page = page();
    for (x, first, second) in [(50.0, "Lundi", "29"), (350.0, "Lundi", "6")] {
        draw_box(&mut page, Rect::new(x, 100.0, x + 250.0, 200.0));
        for (y, text) in [(170.0, first), (140.0, second)] {
            page.words.push(Word {
                text: text.into(),
                rect: Rect::new(x + 8.0, y - 25.0, x + 18.0, y),
                size: 10.0,
                rotation: Rotation::Up,
                ..Word::default()
            });
        }
        for (at, dish) in ["Radis", "Colin meunière", "Riz", "Brie"]
            .iter()
            .enumerate()
        {
            write_centred(&mut page, x + 140.0, 110.0 + 20.0 * at as f32, dish);
        }
    }
    let grid = best(&page);
    assert_eq!(grid.way, Way::Boxes);
    assert_eq!(
        grid.cells[0].text(),
        "Lundi 29 Radis Colin meunière Riz Brie"
    );
    assert_eq!(
        grid.cells[1].text(),
        "Lundi 6 Radis Colin meunière Riz Brie"
    );
}

#[test]
fn a_day_set_large_beside_a_dish_is_no_part_of_its_line() {
    let mut page = page();
    draw_box(&mut page, Rect::new(50.0, 100.0, 350.0, 200.0));
    let large = |text: &str, x: f32, y: f32| Word {
        text: text.into(),
        rect: Rect::new(x, y, x + 8.0 * text.len() as f32, y + 20.0),
        size: 20.0,
        ..Word::default()
    };
    page.words.push(large("Vendredi", 60.0, 135.0));
    page.words.push(large("20", 75.0, 158.0));
    for (at, dish) in ["Taboulé", "Merlu", "sauce citronnée", "Farfalles"]
        .iter()
        .enumerate()
    {
        write(&mut page, 138.0, 105.0 + 17.0 * at as f32, dish);
    }
    assert_eq!(
        lines_with(&best(&page), "Merlu"),
        [
            "Vendredi",
            "20",
            "Taboulé",
            "Merlu",
            "sauce citronnée",
            "Farfalles"
        ]
    );
}

#[test]
fn lists_side_by_side_are_read_each_for_itself() {
    let mut page = page();
    write(
        &mut page,
        60.0,
        40.0,
        "Menus du lundi 3 au vendredi 7 mai, sous réserve de livraison de nos producteurs",
    );
    let days = [
        (60.0, 100.0, "Lundi 3 mai", 3),
        (60.0, 175.0, "Mardi 4 mai", 5),
        (60.0, 275.0, "Mercredi 5 mai", 4),
        (400.0, 100.0, "Jeudi 6 mai", 5),
        (400.0, 200.0, "Vendredi 7 mai", 3),
    ];
    for (x, y, day, dishes) in days {
        write(&mut page, x, y, day);
        for at in 0..dishes {
            write(
                &mut page,
                x,
                y + 15.0 + 14.0 * at as f32,
                &format!("Plat{at} à la crème"),
            );
        }
    }
    let grid = best(&page);
    assert_eq!((grid.strategy.as_str(), grid.way), ("stacked", Way::List));
    let firsts: Vec<String> = grid.cells.iter().map(|c| c.lines[0].text()).collect();
    assert_eq!(firsts.len(), 5);
    assert!(firsts.iter().all(|line| line.contains("mai")), "{firsts:?}");
    assert_eq!(lines_with(&grid, "Jeudi 6 mai").len(), 6);
    assert_eq!(grid.outside.len(), 1);
}

#[test]
fn a_second_column_by_tab_is_read_after_the_first() {
    let mut page = page();
    for (at, day) in ["LUNDI", "MARDI", "JEUDI"].iter().enumerate() {
        let y = 100.0 + 80.0 * at as f32;
        write(&mut page, 50.0, y, day);
        for (line, dish) in ["Melon", "Omelette", "Frites"].iter().enumerate() {
            write(&mut page, 70.0, y + 14.0 + 14.0 * line as f32, dish);
        }
        write(&mut page, 280.0, y, "Goûter");
        write(&mut page, 280.0, y + 14.0, "Pain");
        write(&mut page, 280.0, y + 28.0, "Lait");
    }
    write(
        &mut page,
        60.0,
        330.0,
        "Pensez à la casquette et à la crème solaire pour cette semaine",
    );
    let grid = best(&page);
    let day = |name: &str| lines_with(&grid, name);
    let order = [
        "LUNDI", "Melon", "Omelette", "Frites", "Goûter", "Pain", "Lait",
    ];
    assert_eq!(day("LUNDI"), order);
    assert_eq!(day("JEUDI")[1..7], order[1..]);
}

#[test]
fn a_list_ends_where_more_white_follows_than_lies_between_its_lines() {
    let mut page = page();
    for (y, day) in [(100.0, "Lundi 2 mai"), (160.0, "Mardi 3 mai")] {
        write(&mut page, 50.0, y, day);
        write(&mut page, 50.0, y + 15.0, "Melon");
        write(&mut page, 50.0, y + 30.0, "Omelette");
    }
    write(&mut page, 50.0, 260.0, "La directrice");
    let grid = best(&page);
    assert_eq!(
        lines_with(&grid, "Mardi 3 mai"),
        ["Mardi 3 mai", "Melon", "Omelette"]
    );
    assert_eq!(grid.outside[0].text(), "La directrice");
}

/// Four days in columns of 150 points, centred, with three dishes each; the rows are 30 points high.
fn centred_columns() -> Page {
    let mut page = page();
    for (column, day) in ["LUNDI", "MARDI", "JEUDI", "VENDREDI"].iter().enumerate() {
        let x = 200.0 + 150.0 * column as f32;
        write_centred(&mut page, x, 100.0, day);
        for (row, dish) in ["Salade", "Omelette", "Fromage blanc"].iter().enumerate() {
            write_centred(&mut page, x, 130.0 + 60.0 * row as f32, dish);
        }
    }
    page
}

#[test]
fn a_dish_wider_than_its_column_stays_whole_under_its_day() {
    let mut page = centred_columns();
    let wide = "Parmentier de lentilles vertes du Puy";
    write_centred(&mut page, 350.0, 160.0, wide);
    let grid = best(&page);
    assert_eq!(grid.strategy, "columns");
    let lines = lines_with(&grid, wide);
    assert_eq!(lines, ["Salade", wide, "Omelette", "Fromage blanc"]);
    assert_eq!(grid.outside.len(), 0);
}

#[test]
fn a_dish_over_several_columns_is_a_cell_over_them() {
    let mut page = centred_columns();
    write_centred(&mut page, 350.0, 160.0, "Couscous");
    write_centred(&mut page, 275.0, 220.0, "Riz");
    write_centred(&mut page, 500.0, 220.0, "Gratin dauphinois");
    write_centred(
        &mut page,
        425.0,
        280.0,
        "Glace à la vanille pour les quatre classes",
    );
    let grid = best(&page);
    assert_eq!(grid.strategy, "columns");
    let columns = |text: &str| cell(&grid, text).columns.len();
    assert_eq!(columns("Riz"), 2);
    assert_eq!(columns("Glace à la vanille pour les quatre classes"), 4);
    let friday = cell(&grid, "VENDREDI").columns.clone();
    let of_friday = grid.cells.iter().filter(|c| c.columns == friday);
    assert_eq!(of_friday.count(), 2);
    let (above, below) = (cell(&grid, "Riz").rect.y0, cell(&grid, "Riz").rect.y1);
    assert!(above > 200.0 && below < 250.0, "{above} {below}");
}

#[test]
fn a_notice_over_all_columns_is_outside_them() {
    let mut page = centred_columns();
    let notice = "Les menus peuvent changer selon les livraisons de nos producteurs et les saisons";
    write(&mut page, 120.0, 300.0, notice);
    let grid = best(&page);
    assert_eq!(grid.outside.len(), 1);
    assert_eq!(grid.outside[0].text(), notice);
}

#[test]
fn a_column_that_is_not_drawn_has_its_cells() {
    let mut page = page();
    for y in [100.0, 130.0, 230.0] {
        draw(&mut page, Axis::Horizontal, y, 100.0, 500.0);
    }
    for x in [100.0, 300.0] {
        draw(&mut page, Axis::Vertical, x, 100.0, 230.0);
    }
    draw_box(&mut page, Rect::new(500.0, 100.0, 700.0, 130.0));
    draw(&mut page, Axis::Vertical, 500.0, 100.0, 230.0);
    for (x, day) in [(150.0, "LUNDI"), (350.0, "MARDI"), (550.0, "JEUDI")] {
        write(&mut page, x, 110.0, day);
        write(&mut page, x, 150.0, "Melon");
        write(&mut page, x, 170.0, "Lasagnes");
    }
    let grid = best(&page);
    assert_eq!(grid.strategy, "ruled");
    assert_eq!(
        texts(&grid),
        [
            "LUNDI",
            "MARDI",
            "JEUDI",
            "Melon Lasagnes",
            "Melon Lasagnes",
            "Melon Lasagnes"
        ]
    );
}

#[test]
fn text_that_runs_over_a_border_is_not_cut_there() {
    let mut page = page();
    for x in [100.0, 200.0, 300.0] {
        draw(&mut page, Axis::Vertical, x, 100.0, 200.0);
    }
    for y in [100.0, 130.0, 200.0] {
        draw(&mut page, Axis::Horizontal, y, 100.0, 300.0);
    }
    write(&mut page, 110.0, 110.0, "LUNDI");
    write(&mut page, 210.0, 110.0, "MARDI");
    write(&mut page, 105.0, 150.0, "Gratin de chou-fleur");
    write(&mut page, 210.0, 170.0, "Omelette");
    let grid = best(&page);
    assert_eq!(
        cell(&grid, "Gratin de chou-fleur").columns,
        cell(&grid, "LUNDI").columns
    );
}

#[test]
fn the_next_best_grids_are_others() {
    let page = centred_columns();
    let settings = Settings::default();
    let sheet = Sheet::new(&page, &settings);
    let all = proposals(&sheet, &settings);
    assert!(all.len() > 1);
    assert!(
        all.windows(2)
            .all(|pair| pair[0].score() >= pair[1].score())
    );
    assert_eq!(all[0].finish(), lay_out(&sheet, &settings).0);
    assert_ne!(all[0].finish().cells, all[1].finish().cells);
}

#[test]
fn dishes_that_begin_left_of_their_centred_heading_are_no_margin() {
    let mut page = page();
    for (column, day) in ["Mardi 10 mars", "Jeudi 12 mars", "Vendredi 13 mars"]
        .iter()
        .enumerate()
    {
        let left = 60.0 + 200.0 * column as f32;
        write_centred(&mut page, left + 100.0, 100.0, day);
        for (row, dish) in ["Edam", "Riz au lait", "Brie", "Kiri"].iter().enumerate() {
            write(&mut page, left + 3.0, 130.0 + 20.0 * row as f32, dish);
        }
    }
    let grid = best(&page);
    assert_eq!(grid.strategy, "columns");
    assert_eq!(
        cell(&grid, "Edam Riz au lait Brie Kiri").columns,
        cell(&grid, "Mardi 10 mars").columns
    );
}

#[test]
fn days_turned_in_two_columns_have_the_dishes_right_of_them() {
    let mut page = page();
    for (x, name) in [(40.0, "Lundi"), (320.0, "Mardi")] {
        for (row, number) in ["6", "13", "20"].iter().enumerate() {
            let top = 100.0 + 110.0 * row as f32;
            for (y, text) in [(top + 70.0, name), (top + 40.0, *number)] {
                page.words.push(Word {
                    text: text.into(),
                    rect: Rect::new(x + 8.0, y - 25.0, x + 18.0, y),
                    size: 10.0,
                    rotation: Rotation::Up,
                    ..Word::default()
                });
            }
            for (at, dish) in ["Radis", "Colin meunière", "Riz", "Brie"]
                .iter()
                .enumerate()
            {
                let y = top + 10.0 + 20.0 * at as f32;
                write_centred(&mut page, x + 150.0, y, dish);
            }
        }
    }
    let grid = best(&page);
    assert_eq!((grid.strategy.as_str(), grid.way), ("rows", Way::Rows));
    assert_eq!(grid.cells.len(), 12);
    let dishes = |c: &&Cell| c.text() == "Radis Colin meunière Riz Brie";
    assert_eq!(grid.cells.iter().filter(dishes).count(), 6);
}
