//! What a dish is marked as, and how many dishes are.

use super::share::Share;
use crate::fold::folded;
use crate::scdl::{Mention, Plat, Siqo};

/// What a dish may be marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// At least one sign of quality that the EGalim law counts (article L230-5-1 of the Code rural).
    Quality,
    /// An official sign.
    Siqo(Siqo),
    /// A free label.
    Mention(Mention),
}

/// Free labels among the signs of article L230-5-1 of the Code rural. `local` is none of them; of `pêche durable` the
/// article means the public label alone (L644-15), and menus say it of MSC too.
const QUALITY: &[Mention] = &[
    Mention::Hve,
    Mention::Fermier,
    Mention::CommerceEquitable,
    Mention::Rup,
];

impl Mark {
    /// Organic.
    pub const ORGANIC: Self = Self::Siqo(Siqo::AgricultureBiologique);
    /// Local.
    pub const LOCAL: Self = Self::Mention(Mention::Local);

    /// Every mark: organic, local and quality first.
    pub fn all() -> Vec<Self> {
        let first = [Self::ORGANIC, Self::LOCAL, Self::Quality];
        let siqo = Siqo::ALL.iter().copied().map(Self::Siqo);
        let mentions = Mention::ALL.iter().copied().map(Self::Mention);
        let others = siqo.chain(mentions).filter(|mark| !first.contains(mark));
        first.into_iter().chain(others).collect()
    }

    /// The mark as a row writes it; `signe de qualité` for any of them.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quality => "signe de qualité",
            Self::Siqo(siqo) => siqo.as_str(),
            Self::Mention(mention) => mention.as_str(),
        }
    }

    fn place(self) -> usize {
        match self {
            Self::Quality => 0,
            Self::Siqo(siqo) => 1 + siqo as usize,
            Self::Mention(mention) => 1 + Siqo::ALL.len() + mention as usize,
        }
    }
}

/// Places of [`Marks`].
const PLACES: usize = 18;

/// Marks, each a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u32);

impl Marks {
    pub(super) const EVERY: Self = Self(u32::MAX);

    /// Those of a dish; labels that are none of ours go to `others`.
    pub(super) fn of(plat: &Plat, mut others: impl FnMut(&str)) -> Self {
        let mut marks = Self::default();
        for siqo in plat.menu_plat_siqo {
            marks.put(Mark::Siqo(*siqo));
            marks.put(Mark::Quality);
        }
        let labels = plat.menu_plat_label.split([';', ',']).map(str::trim);
        for label in labels.filter(|label| !label.is_empty()) {
            let written = |m: &&Mention| folded(m.as_str()) == folded(label);
            match Mention::ALL.iter().find(written) {
                Some(mention) => {
                    marks.put(Mark::Mention(*mention));
                    if QUALITY.contains(mention) {
                        marks.put(Mark::Quality);
                    }
                }
                None => others(label),
            }
        }
        marks
    }

    fn put(&mut self, mark: Mark) {
        self.0 |= 1 << mark.place();
    }

    pub(super) fn has(self, mark: Mark) -> bool {
        self.0 >> mark.place() & 1 == 1
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// How many things there are, and how many of them bear each mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    of: u64,
    marked: [u64; PLACES],
}

impl Count {
    pub(super) fn add(&mut self, marks: Marks) {
        self.of += 1;
        if marks == Marks::default() {
            return;
        }
        for (place, marked) in self.marked.iter_mut().enumerate() {
            *marked += u64::from(marks.0 >> place & 1);
        }
    }

    pub(super) fn plus(mut self, other: &Self) -> Self {
        self.of += other.of;
        for (marked, more) in self.marked.iter_mut().zip(other.marked) {
            *marked += more;
        }
        self
    }

    /// How many things there are.
    pub fn of(&self) -> u64 {
        self.of
    }

    /// How many of them bear a mark.
    pub fn share(&self, mark: Mark) -> Share {
        let marked = self.marked.get(mark.place()).copied();
        Share::new(marked.unwrap_or_default(), self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_has_a_place_of_its_own() {
        let mut places: Vec<usize> = Mark::all().into_iter().map(Mark::place).collect();
        places.sort_unstable();
        let all: Vec<usize> = (0..PLACES).collect();
        assert_eq!(places, all);
    }
}
