//! The statistics for a program; `docs/statistics.md` describes the shape.

use super::count::Count;
use super::definitions::{class_name, definition, partition_entry};
use super::statistics::{DishFigures, Figure, Group, Partition, Statistics};
use crate::diagnostic::Lang;
use serde_json::{Map, Value, json};

impl Statistics {
    /// All that is known, names and definitions in one language.
    pub fn to_json(&self, lang: Lang) -> Value {
        let groups = |those: &[Group]| -> Vec<Value> {
            those.iter().map(|group| self.group_json(group)).collect()
        };
        let calendar = self.calendar.iter();
        let calendar = calendar.map(
            |(date, share)| json!({ "date": date, "dishes": share.of, "organic": share.value }),
        );
        let days = self.days_without_organic.iter();
        let days = days.map(|(date, restaurant)| json!({ "date": date, "restaurant": restaurant }));
        let weeks = self.weeks_without_vegetarian.iter();
        let weeks = weeks.map(
            |w| json!({ "monday": w.monday, "restaurant": w.restaurant, "lunches": w.lunches }),
        );
        let figures = self.figures.iter().map(|figure| figure_json(figure, lang));
        let partitions = self.partitions.iter().map(|p| partition_json(p, lang));
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "period": self.period.map(|period| json!({ "from": period.from, "to": period.to })),
            "read": self.read_json(),
            "figures": figures.collect::<Vec<_>>(),
            "partitions": partitions.collect::<Vec<_>>(),
            "all": self.group_json(&self.groups.all),
            "by": {
                "course": groups(&self.groups.courses),
                "restaurant": groups(&self.groups.restaurants),
                "month": groups(&self.groups.months),
                "weekday": groups(&self.groups.weekdays),
            },
            "calendar": calendar.collect::<Vec<_>>(),
            "days_without_organic": days.collect::<Vec<_>>(),
            "weeks_without_vegetarian": weeks.collect::<Vec<_>>(),
            "dishes": self.dishes.iter().map(dish_json).collect::<Vec<_>>(),
            "other_labels": self.other_labels,
        })
    }

    /// How much was read.
    fn read_json(&self) -> Value {
        let read = &self.read;
        json!({
            "rows": read.rows,
            "left_out": read.left_out,
            "dishes": read.dishes,
            "meals": read.meals,
            "snacks": read.snacks,
            "days": read.days,
            "dates": read.dates,
            "weeks": read.weeks,
            "restaurants": read.restaurants,
            "distinct_dishes": self.dishes.len(),
            "repeated_meals": read.repeated_meals,
        })
    }

    fn group_json(&self, group: &Group) -> Value {
        let counted = |count: &Count| {
            let marks = self.marks.iter();
            let marks: Map<String, Value> = marks
                .map(|mark| (mark.as_str().to_owned(), json!(count.share(*mark))))
                .collect();
            json!({ "of": count.of(), "marks": marks })
        };
        json!({
            "key": group.key,
            "dishes": counted(&group.dishes),
            "meals": group.meals.as_ref().map(counted),
            "days": group.days.as_ref().map(counted),
        })
    }
}

fn figure_json(figure: &Figure, lang: Lang) -> Value {
    let definition = definition(figure.id);
    json!({
        "id": figure.id,
        "name": definition.map(|d| d.name(lang)),
        "definition": definition.map(|d| d.text(lang)),
        "unit": definition.map(|d| d.unit),
        "share": figure.share,
    })
}

fn partition_json(partition: &Partition, lang: Lang) -> Value {
    let parts = partition.parts.iter().map(|part| {
        json!({
            "id": part.id,
            "name": class_name(partition.id, part.id, lang),
            "share": part.share,
            "organic": part.organic,
        })
    });
    json!({
        "id": partition.id,
        "name": partition_entry(partition.id).map(|entry| entry.name(lang)),
        "parts": parts.collect::<Vec<_>>(),
    })
}

fn dish_json(dish: &DishFigures) -> Value {
    json!({
        "name": dish.name,
        "served": dish.served,
        "organic": dish.organic,
        "mean_gap": dish.mean_gap.map(|days| (days * 10.0).round() / 10.0),
        "known": dish.known,
    })
}
