//! Cards, boxes and bands made by painted areas, with or without rules.

use crate::layout::draft::Draft;
use crate::layout::ink::grid_of;
use crate::layout::regions::Edge;
use crate::layout::settings::Settings;
use crate::layout::sheet::Sheet;
use crate::pdf::Fill;

pub(super) fn propose<'a>(sheet: &'a Sheet<'_>, settings: &Settings) -> Vec<Draft<'a>> {
    let sizes = sheet.page.words.iter().map(|w| w.size);
    let em = sizes.fold(0.0, f32::max).min(settings.largest_body);
    let page = sheet.page.width * sheet.page.height;
    let is_band = |f: &&Fill| {
        f.rect.width() >= settings.band_width * em
            && f.rect.height() >= settings.band_height * em
            && f.rect.area() <= settings.background * page
    };
    let bands: Vec<&Fill> = sheet.page.fills.iter().filter(is_band).collect();
    if bands.is_empty() {
        return Vec::new();
    }
    let painted: Vec<Edge> = bands.iter().flat_map(|f| Edge::of_box(&f.rect)).collect();
    let mut both: Vec<Edge> = sheet.page.rules.iter().map(Edge::of_rule).collect();
    both.extend(&painted);
    [painted, both]
        .into_iter()
        .filter_map(|edges| grid_of(&edges, sheet, "banded", settings))
        .collect()
}
