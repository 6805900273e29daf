//! Colours: each 3 : 1 or more against its neighbour or outlined (WCAG 2.2, 1.4.11), texts 4.5 : 1 or more (1.4.3), and
//! apart from each other without colour, by lightness or hatching.

/// Text, and outlines of pale shapes.
pub(in crate::report) const INK: &str = "#26343b";
/// Text of less weight.
pub(in crate::report) const PALE_INK: &str = "#52616a";
/// Organic.
pub(in crate::report) const GREEN: &str = "#1d6b3a";
/// What is not.
pub(in crate::report) const CHALK: &str = "#e6e2d6";
/// Shapes without any fill.
pub(in crate::report) const PAPER: &str = "#ffffff";

/// How a shape is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Fill {
    pub colour: &'static str,
    pub hatched: bool,
}

impl Fill {
    /// Whether dark lines are seen on it.
    pub(in crate::report) fn is_pale(self) -> bool {
        let green = self.colour.get(3..5);
        green.is_some_and(|channel| channel >= "a0")
    }
}

/// A fill without hatching.
pub(in crate::report) const fn plain(colour: &'static str) -> Fill {
    Fill {
        colour,
        hatched: false,
    }
}

const fn hatched(colour: &'static str) -> Fill {
    Fill {
        colour,
        hatched: true,
    }
}

/// The parts of a whole, dark and light in turn.
const PARTS: [Fill; 7] = [
    plain("#1f4e5f"),
    plain("#a8cfae"),
    plain("#8f4a14"),
    plain("#f0d79b"),
    hatched("#5b3f73"),
    hatched("#b9d3e4"),
    plain("#7d2f35"),
];

/// A part by its place among those that are named.
pub(in crate::report) fn part(at: usize) -> Fill {
    PARTS.get(at % PARTS.len()).copied().unwrap_or(plain(CHALK))
}

/// Parts of another kind.
pub(in crate::report) const OTHER: Fill = plain(CHALK);
/// Parts of which nothing is known.
pub(in crate::report) const UNKNOWN: Fill = hatched(PAPER);

/// A day's organic share, from none to all, paler to darker, and the colour of a text on it.
pub(in crate::report) fn of_day(ratio: f64) -> (&'static str, &'static str) {
    match ratio {
        r if r <= 0.0 => ("#f3efe4", INK),
        r if r < 0.25 => ("#cfe6cf", INK),
        r if r < 0.5 => ("#93c79c", INK),
        r if r < 0.75 => ("#2f7a49", PAPER),
        _ => ("#14502a", PAPER),
    }
}

/// The steps of [`of_day`], with an example of each.
pub(in crate::report) const STEPS: [(f64, &str); 5] = [
    (0.0, "aucun plat bio"),
    (0.1, "moins d'un quart"),
    (0.3, "d'un quart à la moitié"),
    (0.6, "de la moitié aux trois quarts"),
    (1.0, "trois quarts ou plus"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, "relative luminance".
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            match value <= 0.04045 {
                true => value / 12.92,
                false => ((value + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let [a, b] = [a, b].map(luminance);
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_can_be_read() {
        for ground in [PAPER, CHALK] {
            assert!(contrast(INK, ground) >= 4.5 && contrast(PALE_INK, ground) >= 4.5);
        }
        assert!(contrast(GREEN, PAPER) >= 4.5);
        for (ratio, _) in STEPS {
            let (ground, text) = of_day(ratio);
            assert!(contrast(ground, text) >= 4.5, "{ground}");
        }
    }

    #[test]
    fn shapes_are_apart_in_greyscale() {
        assert!(contrast(GREEN, CHALK) >= 3.0);
        let parts = PARTS.map(|fill| fill.colour);
        for pair in parts.windows(2) {
            assert!(contrast(pair[0], pair[1]) >= 3.0, "{pair:?}");
        }
        let steps = STEPS.map(|(ratio, _)| luminance(of_day(ratio).0));
        assert!(
            steps.windows(2).all(|pair| pair[0] > pair[1] * 1.15),
            "{steps:?}"
        );
    }
}
