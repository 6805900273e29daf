//! Where to cut between neighbours: the widest white strip between two anchors.

/// An interval along one axis, in points.
pub(super) type Span = (f32, f32);

/// What lies between each edge and the next.
pub(super) fn pairs(edges: &[f32]) -> impl Iterator<Item = Span> {
    edges.iter().copied().zip(edges.iter().copied().skip(1))
}

/// The middle of the widest strip within `from..to` that no span covers; `None` when everything is covered.
pub(super) fn valley(spans: &[Span], from: f32, to: f32) -> Option<f32> {
    let strips = strips(spans, from, to);
    let widest = strips.into_iter().reduce(|best, strip| {
        if strip.1 - strip.0 > best.1 - best.0 {
            strip
        } else {
            best
        }
    });
    widest.map(|(a, b)| (a + b) / 2.0)
}

/// The strips within `from..to` that no span covers.
pub(super) fn strips(spans: &[Span], from: f32, to: f32) -> Vec<Span> {
    let mut inside: Vec<Span> = spans
        .iter()
        .copied()
        .filter(|s| s.1 > from && s.0 < to)
        .collect();
    inside.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = from;
    let mut strips = Vec::new();
    for (start, end) in inside.into_iter().chain([(to, to)]) {
        if start > reach {
            strips.push((reach, start));
        }
        reach = reach.max(end);
    }
    strips
}

/// The strips at least `least` wide within the extent of the spans that none covers.
pub(super) fn valleys(spans: &[Span], least: f32) -> Vec<f32> {
    let mut spans = spans.to_vec();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut cuts = Vec::new();
    let mut reach: Option<f32> = None;
    for (start, end) in spans {
        if let Some(reach) = reach.filter(|r| start - r >= least) {
            cuts.push((reach + start) / 2.0);
        }
        reach = Some(reach.map_or(end, |r| r.max(end)));
    }
    cuts
}

/// Where to cut between each anchor and the next: in the widest white strip between their middles, else halfway.
pub(super) fn cuts_between(anchors: &[Span], spans: &[Span]) -> Vec<f32> {
    let middle = |s: &Span| (s.0 + s.1) / 2.0;
    anchors
        .iter()
        .zip(anchors.iter().skip(1))
        .map(|(a, b)| {
            let (from, to) = (middle(a), middle(b));
            let across = |s: &&Span| !(s.0 <= from && s.1 >= to);
            let near: Vec<Span> = spans.iter().filter(across).copied().collect();
            valley(&near, from, to).unwrap_or((from + to) / 2.0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_strip_wins() {
        let spans = [(0.0, 10.0), (12.0, 20.0), (30.0, 40.0)];
        assert_eq!(valley(&spans, 0.0, 40.0), Some(25.0));
        assert_eq!(valley(&[(0.0, 40.0)], 5.0, 30.0), None);
        assert_eq!(valleys(&spans, 5.0), [25.0]);
    }

    #[test]
    fn a_line_across_both_anchors_does_not_move_the_cut() {
        let anchors = [(0.0, 10.0), (50.0, 60.0)];
        let spans = [(0.0, 30.0), (48.0, 60.0), (0.0, 60.0)];
        assert_eq!(cuts_between(&anchors, &spans), [39.0]);
    }
}
