//! Every convention of dating seen on menus, and their contradictions.

use super::*;
use crate::calendar;
use crate::diagnostic::Code;
use crate::geometry::Rect;
use chrono::Days;
use proptest::prelude::*;

/// Headings of one block a line, "|" between them; "?" is a heading that says nothing.
pub(super) fn headings(blocks: &[&str]) -> Vec<Heading> {
    let mut out = Vec::new();
    for (block, line) in blocks.iter().enumerate() {
        for (position, text) in line.split('|').enumerate() {
            let day = calendar::day_number(text.trim());
            let mark = calendar::day_mark(text).or_else(|| {
                day.map(|d| DayMark {
                    day: Some(d),
                    ..DayMark::default()
                })
            });
            let (x, y) = (100.0 * position as f32, 100.0 + 200.0 * block as f32);
            out.push(Heading {
                mark,
                page: 1,
                rect: Rect::new(x, y, x + 80.0, y + 12.0),
                reach: Rect::new(x, y, x + 80.0, y + 120.0),
                block,
                position,
            });
        }
    }
    out
}

/// A line above its block ("@1 text" is above block 1), or in the margin beside it ("|1 text").
fn placed(text: &str) -> Saying {
    let of_block = |sign: char| {
        let (block, text) = text.strip_prefix(sign)?.split_once(' ')?;
        Some((block.parse::<f32>().unwrap(), text))
    };
    let (rect, text) = match of_block('|') {
        Some((block, text)) => {
            let y = 150.0 + 200.0 * block;
            (Rect::new(-80.0, y, -10.0, y + 14.0), text)
        }
        None => {
            let (block, text) = of_block('@').unwrap_or((0.0, text));
            let y = 70.0 + 200.0 * block;
            (Rect::new(100.0, y, 400.0, y + 14.0), text)
        }
    };
    Saying {
        text: text.to_owned(),
        page: 1,
        rect,
        cell: rect,
    }
}

/// "title" lines of the page, see [`placed`]; "file:", "title:", "made:", "changed:", "year:".
pub(super) fn sayings(said: &[&str]) -> Sayings {
    let mut out = Sayings::default();
    for text in said {
        if let Some(name) = text.strip_prefix("file:") {
            out.file_name = Some(name.to_owned());
        } else if let Some(title) = text.strip_prefix("title:") {
            out.title = Some(title.to_owned());
        } else if let Some(date) = text.strip_prefix("made:") {
            out.created = date.parse().ok();
        } else if let Some(date) = text.strip_prefix("changed:") {
            out.modified = date.parse().ok();
        } else if let Some(year) = text.strip_prefix("year:") {
            out.year = year.parse().ok();
        } else {
            out.texts.push(placed(text));
        }
    }
    out
}

fn read(blocks: &[&str], said: &[&str]) -> (String, Vec<Code>) {
    let (dates, doubts) = date_days(&headings(blocks), &sayings(said));
    let dates: Vec<String> = dates
        .iter()
        .map(|d| d.map_or("-".to_owned(), |d| d.to_string()))
        .collect();
    (dates.join(" "), doubts.iter().map(|d| d.code).collect())
}

macro_rules! reads {
    ($($name:ident: [$($block:literal),*], [$($said:literal),*] => $dates:literal $(, $code:ident)*;)*) => {
        $(#[test] fn $name() {
            let (dates, codes) = read(&[$($block),*], &[$($said),*]);
            assert_eq!(dates, $dates);
            let wanted: Vec<Code> = vec![$(Code::$code),*];
            assert_eq!(codes, wanted);
        })*
    };
}

reads! {
    range_in_the_title_with_a_year:
        ["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"], ["SEMAINE DU 21 AU 25 septembre 2020"]
        => "2020-09-21 2020-09-22 2020-09-23 2020-09-24 2020-09-25";
    range_over_two_months_without_a_year:
        ["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"], ["MENUS DU 29 MARS AU 2 AVRIL", "made:2021-02-16"]
        => "2021-03-29 2021-03-30 2021-03-31 2021-04-01 2021-04-02", YearFromCreation;
    range_without_year_and_weekdays_that_choose_it:
        ["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"], ["MENUS DU 29 MARS AU 2 AVRIL", "made:2022-05-10"]
        => "2021-03-29 2021-03-30 2021-03-31 2021-04-01 2021-04-02", YearFromCreation;
    no_year_anywhere:
        ["LUNDI|MARDI"], ["MENUS DU 29 MARS AU 2 AVRIL"] => "- -", NoYear;
    the_year_the_user_gives:
        ["LUNDI|MARDI"], ["MENUS DU 29 MARS AU 2 AVRIL", "year:2021"] => "2021-03-29 2021-03-30";
    a_year_of_the_user_that_the_weekdays_refuse:
        ["Lundi 29 mars|Mardi 30 mars"], ["year:2022"] => "- -", NoYear;
    the_file_name_alone:
        ["LUNDI|JEUDI"], ["file:menus-sem26-du-23-au-27juin2025"] => "2025-06-23 2025-06-26";
    the_title_of_the_document:
        ["LUNDI|JEUDI"], ["title:Menus du 23 au 27 juin 2025"] => "2025-06-23 2025-06-26";
    pictures_for_headings:
        ["?|?|?|?|?"], ["23.06 au 27.06. 2025"]
        => "2025-06-23 2025-06-24 2025-06-25 2025-06-26 2025-06-27", DaysByOrder;
    five_pictures_over_four_days:
        ["?|?|?|?|?"], ["02/09 au 05 /09/2025"]
        => "2025-09-01 2025-09-02 2025-09-03 2025-09-04 2025-09-05", DaysByOrder;
    four_pictures_over_five_days:
        ["?|?|?|?"], ["Du 7 au 11 novembre 2022"]
        => "2022-11-07 2022-11-08 2022-11-10 2022-11-11", DaysByOrder;
    four_pictures_over_four_days:
        ["?|?|?|?"], ["02/09 au 05 /09/2025"]
        => "2025-09-02 2025-09-03 2025-09-04 2025-09-05", DaysByOrder;
    five_pictures_over_a_whole_week:
        ["?|?|?|?|?"], ["Semaine du 16/12/2024 au 22/12/2024"]
        => "2024-12-16 2024-12-17 2024-12-18 2024-12-19 2024-12-20", DaysByOrder;
    six_pictures_to_a_saturday:
        ["?|?|?|?|?|?"], ["du lundi 4 au samedi 9 janvier 2016"]
        => "2016-01-04 2016-01-05 2016-01-06 2016-01-07 2016-01-08 2016-01-09", DaysByOrder;
    short_week_without_wednesday:
        ["LUNDI|MARDI|JEUDI|VENDREDI"], ["Semaine du 01 au 05 mars 2021"]
        => "2021-03-01 2021-03-02 2021-03-04 2021-03-05";
    first_days_name_their_month_later_ones_do_not:
        ["06 octobre|07|09|10"], ["Menus 2025"] => "2025-10-06 2025-10-07 2025-10-09 2025-10-10";
    numbers_over_the_end_of_a_month:
        ["Mardi 29|Mercredi 30|Jeudi 1|Vendredi 2"], ["21 avril au 2 mai 2025"]
        => "2025-04-29 2025-04-30 2025-05-01 2025-05-02";
    bare_numbers_over_the_end_of_a_month:
        ["29|30|1|2"], ["29 avril au 2 mai 2025"] => "2025-04-29 2025-04-30 2025-05-01 2025-05-02";
    dates_with_a_year_in_each_column:
        ["LUNDI 09/05/2022|MARDI 10/05/2022"], [] => "2022-05-09 2022-05-10";
    abbreviated_month_without_a_year:
        ["Lundi 2 Fév.|Mardi 3 Fév."], ["made:2026-01-29"] => "2026-02-02 2026-02-03", YearFromCreation;
    month_in_the_title_and_numbers:
        ["mardi 1er|mercredi 2|jeudi 3|vendredi 4"], ["Menus du mois de novembre 2022"]
        => "2022-11-01 2022-11-02 2022-11-03 2022-11-04";
    month_that_runs_over:
        ["Lundi 26|Mardi 27", "Lundi 2|Mardi 3", "Lundi 9|Mardi 10"], ["MENU DU MOIS DE DÉCEMBRE 2022"]
        => "2022-12-26 2022-12-27 2023-01-02 2023-01-03 2023-01-09 2023-01-10";
    year_change_inside_a_block:
        ["LUNDI 29|MARDI 30|MERCREDI 31|JEUDI 1|VENDREDI 2"], ["du 29 décembre au 2 janvier 2026"]
        => "2025-12-29 2025-12-30 2025-12-31 2026-01-01 2026-01-02";
    year_change_across_blocks:
        ["LUNDI|VENDREDI", "LUNDI|VENDREDI"], ["du 26 décembre 2022 au 6 janvier 2023"]
        => "2022-12-26 2022-12-30 2023-01-02 2023-01-06";
    a_range_for_each_block:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["Du 7 au 11 novembre 2022", "@1 Du 14 au 18 novembre 2022"]
        => "2022-11-07 2022-11-08 2022-11-14 2022-11-15";
    a_range_beside_each_block:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["|0 Du 7 au 11 novembre 2022", "|1 Du 14 au 18 novembre 2022"]
        => "2022-11-07 2022-11-08 2022-11-14 2022-11-15";
    a_range_beside_each_block_under_the_month:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["Menus de novembre 2022", "|0 Du 7 au", "|0 11/11", "|1 Du 14 au", "|1 18/11"]
        => "2022-11-07 2022-11-08 2022-11-14 2022-11-15";
    a_range_beside_a_block_is_not_the_next_ones:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["|0 Du 7 au 11 novembre 2022"]
        => "2022-11-07 2022-11-08 - -", UndatedDay, UndatedDay;
    a_range_beside_a_block_within_that_of_the_page:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["Du 7 novembre au 9 décembre 2022", "|0 Du 21 au 25/11", "|1 Du 5 au 9/12"]
        => "2022-11-21 2022-11-22 2022-12-05 2022-12-06";
    a_range_that_dates_no_day:
        ["LUNDI|MARDI"], ["Menus du 7 au 11 novembre 2022", "Repas du 14 au 18 novembre 2022"]
        => "2022-11-07 2022-11-08", UnusedPeriod, UnsureDate, UnsureDate;
    one_week_in_a_range_of_two:
        ["LUNDI|MARDI"], ["Menus du 7 au 18 novembre 2022"] => "2022-11-07 2022-11-08", UnsureDate, UnsureDate;
    two_weeks_in_a_range_of_two:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["Menus du 7 au 18 novembre 2022"] => "2022-11-07 2022-11-08 2022-11-14 2022-11-15";
    a_month_grid:
        ["Lundi 1er mai|Mardi 2|Jeudi 4|Vendredi 5", "8|9|11|12", "15|16|18|19"], ["Menus mai 2023"]
        => "2023-05-01 2023-05-02 2023-05-04 2023-05-05 2023-05-08 2023-05-09 2023-05-11 2023-05-12 2023-05-15 2023-05-16 2023-05-18 2023-05-19";
    one_day_opens_the_week:
        ["LUNDI|MARDI"], ["Menus de la semaine du 18/09/2023"] => "2023-09-18 2023-09-19";
    an_iso_week:
        ["LUNDI|MARDI"], ["Semaine 45", "Menus 2022"] => "2022-11-07 2022-11-08";
    a_caterers_cycle_is_no_week:
        ["LUNDI|MARDI"], ["Semaine 2", "Du 7 au 11 novembre 2022"] => "2022-11-07 2022-11-08";
    the_school_year_gives_the_year:
        ["Lundi 9 janvier|Mardi 10 janvier"], ["Année scolaire 2022-2023"] => "2023-01-09 2023-01-10";
    holidays_are_no_period_of_the_menu:
        ["LUNDI|MARDI"], ["Menus du 12 au 16 décembre 2022", "Vacances du 19 décembre au 2 janvier"]
        => "2022-12-12 2022-12-13";
    a_month_left_over_is_outvoted:
        ["Lundi 07 novembre|Mardi 08 décembre|Jeudi 10 décembre"], ["Du 7 au 11 décembre 2020"]
        => "2020-12-07 2020-12-08 2020-12-10", DateContradiction;
    one_month_outvoted_without_a_year:
        ["Lundi 23 février|Mardi 24 février|Jeudi 26 janvier|Vendredi 27 février"], ["du 23 au 27 février", "made:2026-01-20"]
        => "2026-02-23 2026-02-24 2026-02-26 2026-02-27", YearFromCreation, DateContradiction;
    a_number_outvoted_by_its_weekday:
        ["Lundi 14/12/21|Mardi 15/12/21|Jeudi 17/12/21|Vendredi 18/12/21"], ["Semaine du 14/12/20"]
        => "2020-12-14 2020-12-15 2020-12-17 2020-12-18", DateContradiction, DateContradiction, DateContradiction, DateContradiction;
    thursday_that_is_a_friday:
        ["Lundi 13/12/21|Mardi 14/12/21|Jeudi 17/12/21|Vendredi 17/12/21"], []
        => "2021-12-13 2021-12-14 2021-12-16 2021-12-17", DateContradiction;
    a_range_that_ends_on_the_wrong_weekday:
        ["LUNDI|MARDI|JEUDI|VENDREDI"], ["du lundi 4 au vendredi 9 janvier 2016"]
        => "2016-01-04 2016-01-05 2016-01-07 2016-01-08", DateContradiction;
    weekdays_alone_are_no_dates:
        ["LUNDI|MARDI"], ["Menus", "made:2022-01-02"] => "- -", NoDate;
    one_week_of_a_month_is_no_date:
        ["LUNDI|MARDI"], ["Menus de mai 2023"] => "- -", NoDate;
    created_far_away_does_not_outvote_the_page:
        ["LUNDI|MARDI"], ["Du 7 au 11 novembre 2022", "made:2025-11-01"] => "2022-11-07 2022-11-08";
    days_without_a_month_soon_after_the_making:
        ["Lundi 3|Mardi 4"], ["made:2022-09-20"] => "2022-10-03 2022-10-04", YearFromCreation;
    a_range_cut_by_a_line_break:
        ["LUNDI|MARDI"], ["Semaine du 21", "au 25 septembre 2020"] => "2020-09-21 2020-09-22";
    iso_weeks_of_a_whole_school_year:
        ["LUNDI|MARDI", "LUNDI|MARDI", "LUNDI|MARDI"],
        ["Semaine 50 du 12 au 16 décembre 2022", "@1 Semaine 51 du 19 au 23 décembre", "@2 Semaine 25 du 19 au 23 juin"]
        => "2022-12-12 2022-12-13 2022-12-19 2022-12-20 2023-06-19 2023-06-20";
    iso_weeks_above_each_block:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["Semaine 45", "@1 Semaine 46", "file:menus-2022"]
        => "2022-11-07 2022-11-08 2022-11-14 2022-11-15";
    a_cycle_that_a_month_contradicts:
        ["LUNDI|MARDI"], ["Semaine 2", "Octobre 2022"] => "- -", NoDate;
    a_law_is_no_year_of_the_menu:
        ["Lundi 3 octobre|Mardi 4 octobre"], ["Loi EGalim 2018", "made:2022-09-12"]
        => "2022-10-03 2022-10-04", YearFromCreation;
    a_printed_year_that_every_weekday_refuses:
        ["Lundi 3 octobre|Mardi 4 octobre|Jeudi 6 octobre|Vendredi 7 octobre"], ["Du 3 au 7 octobre 2021", "made:2022-09-12"]
        => "2022-10-03 2022-10-04 2022-10-06 2022-10-07", DateContradiction;
    a_title_left_over_from_an_older_menu:
        ["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"], ["DU 29 MARS AU 2 AVRIL", "title:Menus du 5 au 9 mars 2018", "made:2021-02-16"]
        => "2021-03-29 2021-03-30 2021-03-31 2021-04-01 2021-04-02", YearFromCreation;
    two_tables_of_one_week:
        ["LUNDI|MARDI", "LUNDI|MARDI"], ["Du 7 au 11 novembre 2022"]
        => "2022-11-07 2022-11-08 2022-11-07 2022-11-08";
    a_month_of_weeks_by_order:
        ["LUNDI|VENDREDI", "LUNDI|VENDREDI", "LUNDI|VENDREDI", "LUNDI|VENDREDI"], ["Menus de novembre 2021"]
        => "2021-11-01 2021-11-05 2021-11-08 2021-11-12 2021-11-15 2021-11-19 2021-11-22 2021-11-26",
            UnsureDate, UnsureDate, UnsureDate, UnsureDate, UnsureDate, UnsureDate, UnsureDate, UnsureDate;
    saved_anew_years_later:
        ["Lundi 1er mai|Mardi 2 mai"], ["Les menus du 1 au 5 mai", "made:2026-11-20"]
        => "2023-05-01 2023-05-02", YearFromCreation;
    a_year_cut_off_its_range:
        ["LUNDI|MARDI|JEUDI|VENDREDI"], ["Restauration municipale – semaine n°52 (du 26 au 30 décembre", "2022)"]
        => "2022-12-26 2022-12-27 2022-12-29 2022-12-30";
    a_month_page_that_begins_in_its_last_week:
        ["Lundi 25 mars|Vendredi 29 mars", "Lundi 1er avril|Vendredi 5 avril", "Lundi 8|Vendredi 12", "Lundi 15|Vendredi 19"], ["Menus mars 2024"]
        => "2024-03-25 2024-03-29 2024-04-01 2024-04-05 2024-04-08 2024-04-12 2024-04-15 2024-04-19";
    an_iso_week_alone_with_the_making:
        ["LUNDI|MARDI"], ["MENU DE LA SEMAINE 18", "made:2023-04-12"] => "2023-05-01 2023-05-02", YearFromCreation;
    a_year_beside_the_month_of_the_making:
        ["LUNDI|MARDI"], ["Du 7 au 11 novembre", "made:2022-10-02", "year:2022"] => "2022-11-07 2022-11-08";
    dates_of_each_column_in_figures:
        ["25/03|26/03|28/03|29/03"], ["Menus 2024"] => "2024-03-25 2024-03-26 2024-03-28 2024-03-29";
    a_day_off_by_picture_among_named_ones:
        ["LUNDI|MARDI|?|JEUDI|VENDREDI"], ["Du 7 au 11 novembre 2022"]
        => "2022-11-07 2022-11-08 2022-11-09 2022-11-10 2022-11-11";
    two_months_in_one_title:
        ["Lundi 28|Mardi 29", "Lundi 5|Mardi 6", "Lundi 12|Mardi 13"], ["novembre-décembre 2022"]
        => "2022-11-28 2022-11-29 2022-12-05 2022-12-06 2022-12-12 2022-12-13";
    an_ordinary_month_made_the_month_before:
        ["Lundi 1 septembre|Mardi 2|Jeudi 4", "Lundi 8|Mardi 9|Jeudi 11", "Lundi 15|Mardi 16|Jeudi 18", "Lundi 29|Mardi 30|Jeudi 2 octobre"],
        ["Menus septembre 2025", "made:2025-08-25"]
        => "2025-09-01 2025-09-02 2025-09-04 2025-09-08 2025-09-09 2025-09-11 2025-09-15 2025-09-16 2025-09-18 2025-09-29 2025-09-30 2025-10-02";
    an_ordinary_month_made_long_before_or_after:
        ["Lundi 3 novembre|Mardi 4|Jeudi 6", "Lundi 10|Mardi 11|Jeudi 13", "Lundi 17|Mardi 18|Jeudi 20"],
        ["Menus novembre 2025", "made:2019-03-02"]
        => "2025-11-03 2025-11-04 2025-11-06 2025-11-10 2025-11-11 2025-11-13 2025-11-17 2025-11-18 2025-11-20";
    a_month_whose_first_week_begins_in_the_one_before:
        ["Lundi 30|Mardi 31|Jeudi 2 février|Vendredi 3 février", "Lundi 6|Mardi 7|Jeudi 9|Vendredi 10"], ["Menus janvier 2023", "made:2023-01-16"]
        => "2023-01-30 2023-01-31 2023-02-02 2023-02-03 2023-02-06 2023-02-07 2023-02-09 2023-02-10";
    two_months_in_the_title_and_a_making_years_later:
        ["Lundi 30|Mardi 31|Jeudi 2 février|Vendredi 3 février", "Lundi 6|Mardi 7|Jeudi 9|Vendredi 10"], ["Menus janvier-février 2023", "made:2026-11-23"]
        => "2023-01-30 2023-01-31 2023-02-02 2023-02-03 2023-02-06 2023-02-07 2023-02-09 2023-02-10";
    a_stale_range_over_the_next_months_days:
        ["Lundi 9 janvier|Mardi 10 janvier|Jeudi 12 janvier", "Lundi 16 janvier|Mardi 17 janvier|Jeudi 19 janvier"], ["Menus du 5 au 23 décembre 2022", "made:2022-12-20"]
        => "2023-01-09 2023-01-10 2023-01-12 2023-01-16 2023-01-17 2023-01-19", YearFromCreation, UnusedPeriod;
    a_stale_month_over_the_next_months_days:
        ["Lundi 9 janvier|Mardi 10 janvier|Jeudi 12 janvier", "Lundi 16 janvier|Mardi 17 janvier|Jeudi 19 janvier"], ["Menus décembre 2022", "made:2022-12-20"]
        => "2023-01-09 2023-01-10 2023-01-12 2023-01-16 2023-01-17 2023-01-19", YearFromCreation, UnusedPeriod;
    a_stale_title_with_no_other_year:
        ["Lundi 9 janvier|Mardi 10 janvier|Jeudi 12 janvier"], ["Menus décembre 2022"]
        => "2023-01-09 2023-01-10 2023-01-12", UnusedPeriod;
    the_headings_months_are_left_over:
        ["Lundi 7 novembre|Mardi 8 novembre|Jeudi 10 novembre"], ["Du 7 au 11 décembre 2020", "made:2020-11-20"]
        => "2020-12-07 2020-12-08 2020-12-10", DateContradiction, DateContradiction, DateContradiction;
    the_headings_months_are_left_over_and_no_year_is_named:
        ["Lundi 7 novembre|Mardi 8 novembre|Jeudi 10 novembre"], ["Du 7 au 11 décembre", "made:2020-11-20"]
        => "2020-12-07 2020-12-08 2020-12-10", YearFromCreation, DateContradiction, DateContradiction, DateContradiction;
    one_month_left_over_that_fits_the_weekday:
        ["Lundi 2 février|Mardi 3 février|Jeudi 5 mars|Vendredi 6 février"], ["made:2026-01-20"]
        => "2026-02-02 2026-02-03 2026-02-05 2026-02-06", YearFromCreation, DateContradiction;
    the_last_month_left_over_that_fits_the_weekday:
        ["Lundi 2 février|Mardi 3 février|Jeudi 5 février|Vendredi 6 mars"], ["made:2026-01-20"]
        => "2026-02-02 2026-02-03 2026-02-05 2026-02-06", YearFromCreation, DateContradiction;
    one_number_that_fits_another_week:
        ["Lundi 7 novembre|Mardi 8 novembre|Jeudi 10 novembre|Vendredi 25 novembre"], ["made:2022-10-20"]
        => "2022-11-07 2022-11-08 2022-11-10 2022-11-11", YearFromCreation, DateContradiction;
    a_day_out_of_the_range_over_it:
        ["Lundi 7|Mardi 8|Jeudi 10", "Lundi 14|Mardi 15|Jeudi 17", "Lundi 21|Mardi 22|Jeudi 24"], ["Menus du 7 au 18 novembre 2022"]
        => "2022-11-07 2022-11-08 2022-11-10 2022-11-14 2022-11-15 2022-11-17 2022-11-21 2022-11-22 2022-11-24", DateContradiction;
    a_file_name_of_other_days:
        ["Lundi 7 novembre|Mardi 8 novembre"], ["Du 7 au 11 novembre 2022", "file:menus-du-10-au-14-octobre-2022"]
        => "2022-11-07 2022-11-08", UnusedPeriod;
    a_file_name_with_the_day_of_its_making:
        ["Lundi 7 novembre|Mardi 8 novembre"], ["Du 7 au 11 novembre", "file:20221018-menus"] => "2022-11-07 2022-11-08";
    the_day_of_the_change_where_that_of_the_making_is_not_known:
        ["LUNDI|MARDI"], ["06/01 au 12/01", "changed:2024-12-20"] => "2025-01-06 2025-01-07", YearFromCreation;
    the_day_of_the_making_goes_before_that_of_the_change:
        ["LUNDI|MARDI"], ["06/01 au 12/01", "made:2024-12-20", "changed:2031-02-01"] => "2025-01-06 2025-01-07", YearFromCreation;
    a_school_year_in_the_file_name:
        ["Lundi 6|Mardi 7", "Lundi 13|Mardi 14"], ["Janvier", "file:menus-2024-2025"]
        => "2025-01-06 2025-01-07 2025-01-13 2025-01-14";
    a_month_before_a_school_year:
        ["Lundi 6|Mardi 7", "Lundi 13|Mardi 14"], ["Menus janvier 2024-2025"]
        => "2025-01-06 2025-01-07 2025-01-13 2025-01-14";
    a_range_over_the_end_of_a_month_in_catalan:
        ["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"], ["Del 29 al 3/10", "made:2025-09-15"]
        => "2025-09-29 2025-09-30 2025-10-01 2025-10-02 2025-10-03", YearFromCreation;
    the_holidays_menus_have_days:
        ["LUNDI|MARDI"], ["Vacances d'automne : du 20 au 31 octobre 2025"] => "2025-10-20 2025-10-21", UnsureDate, UnsureDate;
    laws_and_deadlines_are_no_dates:
        ["LUNDI|MARDI"], ["Loi du 30 octobre 2018", "Inscriptions avant le 3 octobre 2022", "made:2022-09-12"] => "- -", NoDate;
    a_diary_of_the_town_dates_no_menu:
        ["LUNDI|MARDI"], ["Bourse aux jouets : dimanche 24 novembre", "made:2024-11-02"] => "- -", NoDate;
    a_term_in_the_title:
        ["Lundi 1|Mardi 2", "Lundi 8|Mardi 9"], ["Menus du 1er septembre au 19 décembre 2025", "made:2025-08-20"]
        => "2025-09-01 2025-09-02 2025-09-08 2025-09-09";
    more_pictures_than_days: ["?|?|?|?|?|?|?"], ["Du 21 au 25 septembre 2020"] => "- - - - - - -", NoDate;
    nothing_in_nothing_out: [""], [] => "-", NoDate;
}

#[test]
fn a_thousand_headings_take_no_long_time() {
    let line = vec!["Lundi 3|4 mai|?"; 400];
    let said: Vec<String> = (1..=28)
        .map(|d| format!("du {d} au {}/{}", d + 2, d % 12 + 1))
        .collect();
    let mut said: Vec<&str> = said.iter().map(String::as_str).collect();
    said.push("made:2022-01-01");
    let start = std::time::Instant::now();
    let (dates, _) = date_days(&headings(&line), &sayings(&said));
    assert_eq!(dates.len(), 1200);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_week_without_a_year_is_found_from_its_making(week in 0u64..1500, before in 0u64..42) {
        let monday = NaiveDate::from_ymd_opt(2004, 1, 5).unwrap() + Days::new(7 * week);
        let friday = monday + Days::new(4);
        let title = format!("Menus du {} au {}", monday.format("%d/%m"), friday.format("%d/%m"));
        let made = format!("made:{}", monday - Days::new(before));
        let (dates, _) = read(&["LUNDI|MARDI|MERCREDI|JEUDI|VENDREDI"], &[&title, &made]);
        let wanted: Vec<String> = (0..5).map(|i| (monday + Days::new(i)).to_string()).collect();
        prop_assert_eq!(dates, wanted.join(" "));
    }

    #[test]
    fn no_document_makes_it_panic(
        blocks in proptest::collection::vec("(lundi |mardi |\\?)?[0-9]{0,2}(/[0-9]{1,2}(/20[0-9]{2})?)?(\\|[0-9]{1,2}){0,3}", 0..5),
        said in proptest::collection::vec("(du )?[0-9]{1,2}(/[0-9]{1,2}| mai)?( au | - )?[0-9/]{0,10}", 0..5),
        year in proptest::option::of(any::<i32>()),
    ) {
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let mut all = sayings(&said);
        all.year = year;
        let headings = headings(&blocks);
        prop_assert_eq!(date_days(&headings, &all).0.len(), headings.len());
    }
}
