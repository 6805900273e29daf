//! How many of how many, and what may be said of it.

use crate::diagnostic::Lang;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Under so many, a percentage would say more than is known.
const FEW: u64 = 10;

/// The 97.5 % quantile of the normal distribution, for an interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// A number of things, and of how many that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub value: u64,
    /// Of how many.
    pub of: u64,
}

impl Share {
    /// So many of so many.
    pub fn new(value: u64, of: u64) -> Self {
        Self { value, of }
    }

    /// Whether there are too few things (under ten) to speak of a share.
    pub fn is_of_few(self) -> bool {
        self.of < FEW
    }

    /// The share, 0 to 1; none of fewer than ten things.
    pub fn ratio(self) -> Option<f64> {
        (!self.is_of_few()).then(|| self.value as f64 / self.of as f64)
    }

    /// Between which shares (0 to 1) the true one lies with a confidence of 95 %; none of fewer than ten things.
    ///
    /// Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference", Journal of the
    /// American Statistical Association 22, 209–212.
    pub fn interval(self) -> Option<(f64, f64)> {
        let ratio = self.ratio()?;
        let of = self.of as f64;
        let middle = ratio + Z * Z / (2.0 * of);
        let half = Z * (ratio * (1.0 - ratio) / of + Z * Z / (4.0 * of * of)).sqrt();
        let scale = 1.0 + Z * Z / of;
        let bound = |at: f64| (at / scale).clamp(0.0, 1.0);
        Some((bound(middle - half), bound(middle + half)))
    }
}

impl Serialize for Share {
    /// `value`, `of`, and `share`, `low`, `high` to four decimals, null of fewer than ten things.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let rounded = |ratio: f64| (ratio * 1e4).round() / 1e4;
        let interval = self.interval();
        let mut share = to.serialize_struct("Share", 5)?;
        share.serialize_field("value", &self.value)?;
        share.serialize_field("of", &self.of)?;
        share.serialize_field("share", &self.ratio().map(rounded))?;
        share.serialize_field("low", &interval.map(|(low, _)| rounded(low)))?;
        share.serialize_field("high", &interval.map(|(_, high)| rounded(high)))?;
        share.end()
    }
}

/// A share (0 to 1) in percent, as a language writes it: whole, but for one that would round to nothing or to all.
pub fn percent(ratio: f64, lang: Lang) -> String {
    let percent = ratio * 100.0;
    let number = match percent {
        p if p < 1e-9 => "0".to_owned(),
        p if p < 0.1 => "< 0.1".to_owned(),
        p if p < 0.95 => format!("{p:.1}"),
        p if p > 100.0 - 1e-9 => "100".to_owned(),
        p if p > 99.9 => "> 99.9".to_owned(),
        p if p > 99.05 => format!("{p:.1}"),
        p => format!("{:.0}", p.round()),
    };
    match lang {
        Lang::Fr => format!("{}\u{a0}%", number.replace('.', ",")),
        Lang::En => format!("{number}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_interval_is_wilson_s() {
        // The figures of R's prop.test(7, 20, correct = FALSE) and prop.test(0, 15, correct = FALSE).
        for (share, low, high) in [
            (Share::new(7, 20), 0.18119, 0.56715),
            (Share::new(0, 15), 0.0, 0.20388),
        ] {
            let (found_low, found_high) = share.interval().unwrap();
            assert!((found_low - low).abs() < 1e-4 && (found_high - high).abs() < 1e-4);
        }
    }

    #[test]
    fn of_few_things_no_share_is_told() {
        assert_eq!(Share::new(3, 9).ratio(), None);
        assert_eq!(Share::new(3, 9).interval(), None);
        assert_eq!(Share::new(3, 10).ratio(), Some(0.3));
        let json = serde_json::to_string(&Share::new(3, 9)).unwrap();
        assert_eq!(
            json,
            r#"{"value":3,"of":9,"share":null,"low":null,"high":null}"#
        );
    }

    #[test]
    fn percents_are_whole_but_at_the_ends() {
        let fr = |ratio| percent(ratio, Lang::Fr);
        assert_eq!(
            [fr(0.296), fr(0.0), fr(1.0)],
            ["30\u{a0}%", "0\u{a0}%", "100\u{a0}%"]
        );
        assert_eq!([fr(0.004), fr(0.998)], ["0,4\u{a0}%", "99,8\u{a0}%"]);
        assert_eq!(
            [fr(1.0 / 40.0), fr(1.0 / 200.0)],
            ["3\u{a0}%", "0,5\u{a0}%"]
        );
        assert_eq!([fr(1e-17), fr(1.0 / 3000.0)], ["0\u{a0}%", "< 0,1\u{a0}%"]);
        assert_eq!(fr(2999.0 / 3000.0), "> 99,9\u{a0}%");
        assert_eq!(percent(0.296, Lang::En), "30%");
    }

    proptest! {
        #[test]
        fn the_share_lies_in_its_interval(of in 10..100_000u64, part in 0.0..=1.0f64) {
            let share = Share::new((of as f64 * part) as u64, of);
            let (low, high) = share.interval().unwrap();
            let ratio = share.ratio().unwrap();
            prop_assert!(0.0 <= low && low <= ratio + 1e-12 && ratio <= high + 1e-12 && high <= 1.0);
        }
    }
}
