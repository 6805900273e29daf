//! Where a list or a table without rules ends: what follows it stands further off than its own lines from each other.

use super::settings::Settings;
use crate::geometry::Rect;

/// The place where lines end that begin at `top`; those down to `sure` belong to them in any case.
pub(super) fn end_of_lines(lines: &[Rect], top: f32, sure: f32, settings: &Settings) -> f32 {
    let mut lines: Vec<&Rect> = lines.iter().filter(|l| l.centre_y() >= top).collect();
    lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut reach = top;
    let mut widest: f32 = 0.0;
    for line in lines {
        let gap = line.y0 - reach;
        let wide = settings.footer_gap * line.height();
        if line.y0 > sure && reach > sure && gap > wide.max(settings.wider_gap * widest) {
            return (reach + line.y0) / 2.0;
        }
        widest = widest.max(gap);
        reach = reach.max(line.y1);
    }
    reach + 0.5
}
