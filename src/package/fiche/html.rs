//! The fiche as one HTML file: its style within, no script, nothing fetched.

use super::model::Fiche;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use std::sync::LazyLock;

static TEMPLATES: LazyLock<Environment> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates
        .add_template("fiche", include_str!("../templates/fiche.html"))
        .unwrap_or_else(|error| panic!("fiche.html: {error:#}"));
    templates
});

/// The whole file.
pub fn fiche_html(fiche: &Fiche) -> String {
    let style = include_str!("../templates/fiche.css");
    let template = TEMPLATES.get_template("fiche");
    let mut html = template
        .and_then(|template| template.render(context! { fiche => Serde(fiche), style }))
        .unwrap_or_else(|error| panic!("fiche.html: {error:#}"));
    // Nothing that can be seen, and no part of HTML.
    html.retain(|c| c == '\n' || !c.is_control());
    html
}
