//! The report as one HTML file: its style within, no script, nothing fetched.

use super::model::Report;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use std::sync::LazyLock;

static TEMPLATES: LazyLock<Environment> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    // Every value is escaped; the drawings escape their texts themselves.
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates
        .add_template("report", include_str!("templates/report.html"))
        .unwrap_or_else(|error| panic!("report.html: {error:#}"));
    templates
});

/// The whole file.
pub fn html(report: &Report) -> String {
    let style = include_str!("templates/report.css");
    let template = TEMPLATES.get_template("report");
    let mut html = template
        .and_then(|template| template.render(context! { report => Serde(report), style }))
        .unwrap_or_else(|error| panic!("report.html: {error:#}"));
    // Nothing that can be seen, and no part of HTML.
    html.retain(|c| c == '\n' || !c.is_control());
    html
}
