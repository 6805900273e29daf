//! Two sets of menus side by side: two periods, or two towns.

use super::charts::share_ring;
use super::model::{Cell, Exhibit, Section, Table};
use super::{figure_name, share};
use crate::french;
use crate::stats::{Share, Statistics};

pub(super) fn section(ours: &Statistics, others: &Statistics) -> Section {
    let [first, second] = names(ours, others);
    let shared: Vec<&str> = ours.figures.iter().map(|figure| figure.id).collect();
    let rows = shared
        .iter()
        .map(|id| row(id, share(ours, id), share(others, id)));
    let ring = |id: &str, name: &str, statistics: &Statistics| {
        share_ring(
            id,
            name,
            "plats",
            share(statistics, "organic_dishes"),
            150.0,
        )
    };
    let mut text = vec![format!("A : {first}. B : {second}.")];
    if ours.read.left_out > 0 {
        text.push("Le choix de restaurants ou de dates ne vaut que pour A.".to_owned());
    }
    Section {
        id: "comparaison",
        title: "Comparaison".to_owned(),
        text,
        exhibits: vec![Exhibit {
            id: "comparaison-chiffres".to_owned(),
            title: "Tous les chiffres, côte à côte".to_owned(),
            charts: vec![
                ring("comparaison-a", "Plats bio, A", ours),
                ring("comparaison-b", "Plats bio, B", others),
            ],
            table: Table {
                columns: vec!["", "A", "Part A", "B", "Part B", "A − B (points)", "Écart net"],
                rows: rows.collect(),
                shown: None,
            },
            note: "L'écart est net si les intervalles à 95 % des deux parts ne se recoupent pas ; sinon il peut venir du hasard des menus.".to_owned(),
        }],
    }
}

fn row(id: &str, a: Share, b: Share) -> Vec<Cell> {
    let counted = |share: Share| {
        let [value, of] = [share.value, share.of].map(french::number);
        Cell::text(format!("{value} sur {of}"))
    };
    // Of what is shown, so that it agrees with it.
    let shown = |share: Share| share.ratio().map(|ratio| (ratio * 100.0).round() as i64);
    let difference = shown(a).zip(shown(b)).map(|(a, b)| a - b);
    let apart = a
        .interval()
        .zip(b.interval())
        .map(|(a, b)| a.1 < b.0 || b.1 < a.0);
    let apart = match apart {
        Some(true) => "oui",
        Some(false) => "non",
        None => "–",
    };
    vec![
        Cell::text(figure_name(id)),
        counted(a),
        Cell::Share(a),
        counted(b),
        Cell::Share(b),
        Cell::Points(difference),
        Cell::text(apart),
    ]
}

/// What tells the two apart: the towns, the restaurants, and the periods.
fn names(ours: &Statistics, others: &Statistics) -> [String; 2] {
    [ours, others].map(|statistics| {
        let whose = match statistics.bodies.as_slice() {
            [] => None,
            bodies if bodies.len() < 4 => Some(french::list(bodies)),
            bodies => Some(format!("{} collectivités", bodies.len())),
        };
        let subtitle = super::subtitle(statistics);
        let parts: Vec<String> = whose.into_iter().chain([subtitle]).collect();
        parts.join(", ")
    })
}
