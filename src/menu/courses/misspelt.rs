//! Headings with one fault in their letters: added, missing or changed.

/// Letters: shorter words are too close to others to be read with a fault.
pub(super) const NEAR_MISS_LETTERS: usize = 6;

/// One end of a term, and which.
pub(super) type End = (bool, [u8; NEAR_MISS_END]);
/// Bytes of a long term's ends.
const NEAR_MISS_END: usize = NEAR_MISS_LETTERS / 2;

pub(super) fn both_ends(text: &str) -> impl Iterator<Item = End> {
    let (first, last) = (text.as_bytes().first_chunk(), text.as_bytes().last_chunk());
    let first = first.map(|end| (false, *end));
    first.into_iter().chain(last.map(|end| (true, *end)))
}

/// Whether one letter added, missing or changed makes one word of the other.
pub(super) fn one_edit_apart(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || short.len() + 1 < NEAR_MISS_LETTERS {
        return false;
    }
    let same_start = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(x, y)| x == y)
        .count();
    let same_end = short
        .bytes()
        .rev()
        .zip(long.bytes().rev())
        .take_while(|(x, y)| x == y)
        .count();
    same_start + same_end + 1 >= long.len()
}
