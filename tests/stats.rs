use ardoise::scdl::{Course, MealKind};
use ardoise::scdl::{Format, Plat, PlatRegime, Row, Siqo};
use ardoise::stats::{Filter, Groups, Mark, Share, Statistics, Tally, partition_entry};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::fs::File;
use std::io::{Seek, Write};

const ORGANIC: &[Siqo] = &[Siqo::AgricultureBiologique];
const SCHOOLS: &[&str] = &["Tilleuls", "Érables", "Ormes"];

/// A dish of a lunch at the first school.
fn dish(course: Course, name: &str, organic: bool) -> Plat<'_> {
    Plat {
        menu_coll_nom: "Valmenu",
        menu_restaurant_nom: "Tilleuls",
        menu_restaurant_id: "",
        menu_date: monday(),
        menu_repas_type: MealKind::Dejeuner,
        menu_plat_type: course,
        menu_plat_nom: name,
        menu_plat_siqo: if organic { ORGANIC } else { &[] },
        menu_plat_label: "",
        menu_plat_regime: &[],
    }
}

/// 7 November 2022.
fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 11, 7).unwrap()
}

fn day(after: u64) -> NaiveDate {
    monday() + Days::new(after)
}

fn statistics<'a>(plats: impl IntoIterator<Item = Plat<'a>>) -> Statistics {
    filtered(plats, Filter::default())
}

fn filtered<'a>(plats: impl IntoIterator<Item = Plat<'a>>, filter: Filter) -> Statistics {
    let mut tally = Tally::new(filter);
    plats.into_iter().for_each(|plat| tally.add(&plat));
    tally.statistics()
}

/// A table constructed to have exactly the shares that students published of the menus of a town in November and
/// December 2022; no menu of that town is in it. Lunches of fifteen schools on 34 days, and twenty snacks.
fn constructed() -> Vec<Plat<'static>> {
    use Course::*;
    let times = |n: usize, organic: usize, course, name| {
        (0..n).map(move |at| dish(course, name, at < organic))
    };
    let dishes: Vec<Plat> = times(510, 2, PlatPrincipal, "Rôti de porc")
        .chain(times(100, 17, Entree, "Carottes râpées"))
        .chain(times(50, 10, Garniture, "Haricots verts"))
        .chain(times(50, 25, Garniture, "Riz"))
        .chain(times(140, 140, ProduitLaitier, "Camembert"))
        .chain(times(260, 169, ProduitLaitier, "Yaourt nature"))
        .chain(times(30, 0, Dessert, "Pomme"))
        .chain(times(70, 0, Dessert, "Éclair au chocolat"))
        .collect();
    let on_day = |(at, mut plat): (usize, Plat<'static>)| {
        plat.menu_restaurant_id = SCHOOL_IDS[at % 15];
        plat.menu_date = day((at / 15 % 34) as u64);
        plat
    };
    let lunches = dishes.into_iter().enumerate().map(on_day);
    let snacks = (0..20).flat_map(|at| {
        let part = |name| Plat {
            menu_date: day(at),
            menu_repas_type: MealKind::Gouter,
            ..dish(Autre, name, true)
        };
        let other = match at {
            0..8 => "Verre de lait",
            8..16 => "Compote de pommes",
            _ => "Barre de chocolat",
        };
        [part("Baguette"), part(other)]
    });
    lunches.chain(snacks).collect()
}

const SCHOOL_IDS: [&str; 15] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
];

#[test]
fn the_students_figures_follow_from_the_definitions() {
    let statistics = statistics(constructed());
    let percent = |share: Share| share.ratio().map(|ratio| (ratio * 1e6).round() / 1e4);
    for (figure, wanted) in [
        ("organic_dishes", 30.0),
        ("organic_starters", 17.0),
        ("organic_starches", 50.0),
        ("organic_vegetables", 20.0),
        ("organic_cheeses", 100.0),
        ("organic_yoghurts", 65.0),
        ("fruit_desserts", 30.0),
        ("dairy_snacks", 40.0),
        ("fruit_snacks", 40.0),
        ("other_snacks", 20.0),
    ] {
        let found = statistics.figure(figure).and_then(percent);
        assert_eq!(found, Some(wanted), "{figure}");
    }
    for (partition, part, wanted) in [
        ("sides", "vegetables", 50.0),
        ("sides", "starches", 50.0),
        ("dairy", "cheeses", 35.0),
        ("dairy", "yoghurts", 65.0),
        ("snacks", "dairy", 40.0),
        ("snacks", "fruit", 40.0),
        ("snacks", "other", 20.0),
    ] {
        let found = statistics.part(partition, part).unwrap();
        assert_eq!(percent(found.share), Some(wanted), "{partition} {part}");
    }
}

#[test]
fn signs_are_counted_by_dish_meal_and_day() {
    let label = Plat {
        menu_plat_label: "local; Pêche durable;du jardin",
        ..dish(Course::Entree, "Truite", false)
    };
    let statistics = statistics([
        dish(Course::Entree, "Betteraves", true),
        dish(Course::PlatPrincipal, "Omelette", false),
        label,
        Plat {
            menu_date: day(1),
            ..dish(Course::Entree, "Radis", false)
        },
    ]);
    let all = &statistics.groups.all;
    let shares = |mark| {
        let [meals, days] = [all.meals, all.days].map(|count| count.unwrap().share(mark));
        [all.dishes.share(mark), meals, days].map(|share| (share.value, share.of))
    };
    assert_eq!(shares(Mark::ORGANIC), [(1, 4), (1, 2), (1, 2)]);
    assert_eq!(shares(Mark::LOCAL), [(1, 4), (1, 2), (1, 2)]);
    assert_eq!(shares(Mark::Quality), [(1, 4), (1, 2), (1, 2)]);
    assert_eq!(statistics.other_labels.get("du jardin"), Some(&1));
    assert_eq!(
        statistics.days_without_organic,
        [(day(1), "Tilleuls".to_owned())]
    );
}

#[test]
fn a_week_is_vegetarian_by_word_or_by_its_dishes() {
    let main = |after, name| Plat {
        menu_date: day(after),
        ..dish(Course::PlatPrincipal, name, false)
    };
    let starter = |after, name| Plat {
        menu_date: day(after),
        ..dish(Course::Entree, name, false)
    };
    let said = Plat {
        menu_plat_regime: &[PlatRegime::Vegetarien],
        ..main(21, "Assiette du chef")
    };
    let statistics = statistics([
        main(0, "Rôti de porc"),
        main(3, "Omelette au jambon"),
        main(7, "Omelette aux herbes"),
        main(14, "Dahl de lentilles"),
        starter(14, "Saucisson sec"),
        said,
        main(28, "Omelette au speck"),
        main(29, "Œufs en meurette"),
        main(30, "Omelette"),
        starter(30, "Salade piémontaise"),
        main(35, "Chili aux haricots rouges"),
    ]);
    let weeks: Vec<NaiveDate> = statistics
        .weeks_without_vegetarian
        .iter()
        .map(|week| week.monday)
        .collect();
    assert_eq!(weeks, [day(0), day(14), day(28)]);
    assert_eq!(statistics.weeks_without_vegetarian[0].lunches, 2);
}

#[test]
fn spellings_are_one_dish_and_services_have_a_rhythm() {
    let on = |after, name| Plat {
        menu_date: day(after),
        ..dish(Course::Entree, name, false)
    };
    let statistics = statistics([
        on(0, "Carottes râpées"),
        on(14, "CAROTTES RAPEES"),
        on(28, "Carottes râpées"),
        on(1, "Zblurb"),
    ]);
    let [carrots, zblurb] = statistics.dishes.as_slice() else {
        panic!("{:?}", statistics.dishes);
    };
    assert_eq!(
        (carrots.name.as_str(), carrots.served),
        ("Carottes râpées", 3)
    );
    assert_eq!(carrots.mean_gap, Some(14.0));
    assert!(carrots.known && !zblurb.known && zblurb.mean_gap.is_none());
    let unknown = statistics.part("starters", "unknown").unwrap();
    assert_eq!((unknown.share.value, unknown.share.of), (1, 4));
}

#[test]
fn a_meal_that_is_there_twice_is_noted() {
    let mut tally = Tally::new(Filter::default());
    tally.add(&dish(Course::Entree, "Radis", false));
    tally.add(&dish(Course::Dessert, "Pomme", false));
    assert_eq!(tally.statistics().read.repeated_meals, 0);
    tally.next_table();
    tally.add(&dish(Course::Entree, "Radis", false));
    assert_eq!(tally.statistics().read.repeated_meals, 1);
    let once = [
        dish(Course::Entree, "Radis", false),
        dish(Course::Dessert, "Pomme", false),
    ];
    assert_eq!(statistics([once, once].concat()).read.repeated_meals, 1);
    assert_eq!(
        statistics([once.as_slice(), &once[..1]].concat())
            .read
            .repeated_meals,
        0
    );
}

fn row(plat: &Plat) -> Row {
    serde_json::from_value(serde_json::json!({
        "menuCollSiret": "", "menuEtablissementNom": "", "menuEtablissementSiret": "", "menuRestaurantInsee": "",
        "menuRestaurantIdType": "", "menuRestaurantType": "", "menuRestaurantConvive": "", "menuPlatCode": "",
        "menuPlatPrecision": "", "menuPlatAllergene": [], "menuPlatTexture": [], "menuPlatNutriscore": "",
        "menuPlatPrix": null, "menuPublicationDate": null, "menuModificationDate": null, "menuModificationInfo": "",
        "menuCollNom": plat.menu_coll_nom, "menuRestaurantNom": plat.menu_restaurant_nom,
        "menuRestaurantId": plat.menu_restaurant_id, "menuDate": plat.menu_date,
        "menuRepasType": plat.menu_repas_type, "menuPlatType": plat.menu_plat_type,
        "menuPlatNom": plat.menu_plat_nom, "menuPlatSiqo": plat.menu_plat_siqo,
        "menuPlatLabel": plat.menu_plat_label, "menuPlatRegime": plat.menu_plat_regime,
    }))
    .unwrap()
}

fn written(plats: &[Plat], format: Format) -> File {
    let mut file = tempfile::tempfile().unwrap();
    let rows: Vec<Row> = plats.iter().map(row).collect();
    let mut writer = format.writer(&mut file).unwrap();
    writer.write(&format.encode(&rows).unwrap()).unwrap();
    writer.finish().unwrap();
    drop(writer);
    file.rewind().unwrap();
    file
}

const NAMES: &[&str] = &[
    "Radis",
    "Carottes râpées",
    "Poulet",
    "Lentilles",
    "Yaourt",
    "Lait",
    "Pomme",
    "Zblurb",
];
const LABELS: &[&str] = &["", "local", "HVE;fait maison", "du jardin"];
const DIETS: &[&[PlatRegime]] = &[&[], &[PlatRegime::Vegetarien], &[PlatRegime::SansPorc]];

prop_compose! {
    fn any_plat()(
        restaurant in prop::sample::select(SCHOOLS),
        after in 0..60u64,
        meal in prop::sample::select(MealKind::ALL),
        course in prop::sample::select(Course::ALL),
        name in prop::sample::select(NAMES),
        organic in any::<bool>(),
        label in prop::sample::select(LABELS),
        regime in prop::sample::select(DIETS),
    ) -> Plat<'static> {
        Plat {
            menu_restaurant_nom: restaurant,
            menu_date: day(after),
            menu_repas_type: meal,
            menu_plat_label: label,
            menu_plat_regime: regime,
            ..dish(course, name, organic)
        }
    }
}

/// The dishes of a course.
fn those_of(groups: &Groups, course: Course) -> u64 {
    let mut courses = groups.courses.iter();
    let group = courses.find(|group| group.key == course.as_str());
    group.map_or(0, |group| group.dishes.of())
}

/// All figures as numbers: what is served, and how many of them bear each mark.
fn numbers(statistics: &Statistics) -> Vec<u64> {
    let all = &statistics.groups.all;
    let counts = [all.dishes, all.meals.unwrap(), all.days.unwrap()];
    let marked = counts.iter().flat_map(|count| {
        let marks = Mark::all().into_iter();
        marks
            .map(|mark| count.share(mark).value)
            .chain([count.of()])
    });
    let figures = statistics.figures.iter().map(|f| f.share.value);
    let parts = statistics.partitions.iter().flat_map(|p| &p.parts);
    let parts = parts.flat_map(|part| [part.share.value, part.organic.value]);
    marked.chain(figures).chain(parts).collect()
}

proptest! {
    #[test]
    fn the_restaurants_add_up_to_the_whole(plats in prop::collection::vec(any_plat(), 0..120)) {
        let whole = statistics(plats.clone());
        let mut sum = vec![0; numbers(&whole).len()];
        for school in SCHOOLS {
            let filter = Filter { restaurants: vec![school.to_lowercase()], ..Filter::default() };
            let one = numbers(&filtered(plats.clone(), filter));
            sum.iter_mut().zip(one).for_each(|(sum, more)| *sum += more);
        }
        prop_assert_eq!(sum, numbers(&whole));
    }

    #[test]
    fn groups_and_parts_add_up(plats in prop::collection::vec(any_plat(), 0..120)) {
        let statistics = statistics(plats);
        let groups = &statistics.groups;
        for those in [&groups.courses, &groups.restaurants, &groups.months, &groups.weekdays] {
            for mark in Mark::all() {
                let sum: u64 = those.iter().map(|group| group.dishes.share(mark).value).sum();
                prop_assert_eq!(sum, groups.all.dishes.share(mark).value);
            }
            prop_assert_eq!(those.iter().map(|group| group.dishes.of()).sum::<u64>(), statistics.read.dishes);
        }
        for partition in &statistics.partitions {
            let entry = partition_entry(partition.id).unwrap();
            let whole = match entry.course {
                Some(course) => those_of(groups, course),
                None => statistics.read.snacks,
            };
            prop_assert_eq!(partition.parts.iter().map(|part| part.share.value).sum::<u64>(), whole);
            let ratios: f64 = partition.parts.iter().map(|part| part.share.value as f64 / whole.max(1) as f64).sum();
            prop_assert!(whole == 0 || (ratios - 1.0).abs() < 1e-9);
        }
        let calendar: u64 = statistics.calendar.iter().map(|(_, share)| share.of).sum();
        prop_assert_eq!(calendar, statistics.read.dishes);
    }

    #[test]
    fn neither_the_order_nor_the_format_of_the_rows_matters(
        plats in prop::collection::vec(any_plat(), 0..40),
        format in prop::sample::select(&[Format::Csv, Format::Json, Format::Ndjson, Format::Parquet][..]),
    ) {
        let whole = statistics(plats.clone());
        let mut tally = Tally::new(Filter::default());
        let back: Vec<Plat> = plats.iter().rev().copied().collect();
        format.each_plat(written(&back, format), |plat| tally.add(plat)).unwrap();
        let other = tally.statistics();
        prop_assert_eq!(numbers(&other), numbers(&whole));
        prop_assert_eq!(other.dishes, whole.dishes);
        prop_assert_eq!(other.weeks_without_vegetarian, whole.weeks_without_vegetarian);
        prop_assert_eq!(other.read, whole.read);
    }
}

#[test]
fn a_table_that_cannot_be_counted_is_refused_by_row_and_column() {
    let read = |text: &str| {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.rewind().unwrap();
        let read = Format::Csv.each_plat(file, |_| ());
        read.unwrap_err().to_string()
    };
    assert_eq!(read("a,b\n1,2\n"), "the header has no column menuDate");
    let header = "menuDate,menuRepasType,menuPlatType,menuPlatNom,menuPlatSiqo\n";
    let rows = "2022-11-07,déjeuner,entrée,Radis,\n07/11/2022,déjeuner,entrée,Radis,\n";
    assert_eq!(
        read(&format!("{header}{rows}")),
        "row 2, column menuDate: «07/11/2022» is not a date (2022-11-07)"
    );
}

#[test]
fn restaurants_are_told_apart_by_town_and_identifier() {
    let at = |coll, nom, id| Plat {
        menu_coll_nom: coll,
        menu_restaurant_nom: nom,
        menu_restaurant_id: id,
        ..dish(Course::Entree, "Radis", false)
    };
    let names = |plats: &[Plat<'static>]| statistics(plats.iter().copied()).read.restaurants;
    assert_eq!(names(&[at("Valmenu", "Ormes", "1")]), ["Ormes"]);
    let two = [at("Valmenu", "Ormes", "1"), at("Valmenu", "Ormes", "2")];
    assert_eq!(names(&two), ["Ormes, 1", "Ormes, 2"]);
    let towns = [at("Valmenu", "Élan", ""), at("Boisjoli", "Ormes", "1")];
    assert_eq!(names(&towns), ["Élan, Valmenu", "Ormes, Boisjoli"]);
}
