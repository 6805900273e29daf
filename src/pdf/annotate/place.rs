//! Boxes of what is printed + a wanted size → where words may stand: beside their box, on white.

use crate::geometry::Rect;

/// Points between a box and its words.
const GAP: f32 = 2.0;
/// Points between the key and the page's edge.
const MARGIN: f32 = 8.0;
/// Points between two places that are tried for the key.
const STEP: f32 = 6.0;

/// The width and the height of words, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Size {
    pub width: f32,
    pub height: f32,
}

impl Size {
    fn at(self, x0: f32, y0: f32) -> Rect {
        Rect::new(x0, y0, x0 + self.width, y0 + self.height)
    }
}

/// Where words of a box stand: right of it, else after its last line, else left of it, else below, else above. `taken` is what
/// they may not touch.
pub(super) fn beside(rect: &Rect, size: Size, room: &Rect, taken: &[Rect]) -> Option<Rect> {
    let Size { width, height } = size;
    let (right, left) = (rect.x1 + GAP, rect.x0 - GAP - width);
    let (last, last_y) = last_line(rect, taken);
    let middle = rect.centre_y() - height / 2.0;
    let (top, bottom) = (rect.y0, rect.y1 - height);
    let (over, under) = (rect.y0 - GAP / 2.0 - height, rect.y1 + GAP / 2.0);
    let corners = [
        (right, middle),
        (right, bottom),
        (right, top),
        (last + GAP, last_y - height / 2.0),
        (left, middle),
        (left, top),
        (left, bottom),
        (rect.x0, under),
        (rect.x1 - width, under),
        (rect.x1 - width, over),
        (rect.x0, over),
    ];
    let places = corners.into_iter().map(|(x, y)| size.at(x, y));
    places.into_iter().find(|p| is_free(p, room, taken))
}

/// Where the last line of the words within a box ends, and its middle.
fn last_line(rect: &Rect, taken: &[Rect]) -> (f32, f32) {
    let within = || taken.iter().filter(|word| rect.holds(word));
    let lowest = within().max_by(|a, b| a.centre_y().total_cmp(&b.centre_y()));
    let Some(lowest) = lowest else {
        return (rect.x1, rect.centre_y());
    };
    let line = within().filter(|word| word.overlap_y(lowest) > 0.0);
    let end = line.map(|word| word.x1).fold(rect.x0, f32::max);
    (end, lowest.centre_y())
}

/// A free place along the page's edges: its corners first, those at the bottom before those at the top.
pub(super) fn at_the_edge(size: Size, room: &Rect, taken: &[Rect]) -> Option<Rect> {
    let room = room.grown(-MARGIN);
    let (right, bottom) = (room.x1 - size.width, room.y1 - size.height);
    let across = || steps(room.x0, right);
    let down = || steps(room.y0, bottom);
    let bottoms = across().map(|x| (x, bottom));
    let tops = across().map(|x| (x, room.y0));
    let rights = down().map(|y| (right, y));
    let lefts = down().map(|y| (room.x0, y));
    let corners = [bottom, room.y0].map(|y| [(right, y), (room.x0, y)]);
    let corners = corners.into_iter().flatten();
    let places = corners
        .chain(bottoms)
        .chain(tops)
        .chain(rights)
        .chain(lefts);
    let mut places = places.map(|(x, y)| size.at(x, y));
    places.find(|p| is_free(p, &room, taken))
}

/// The places from one edge to the other; none where the words are wider than the page.
fn steps(from: f32, to: f32) -> impl Iterator<Item = f32> {
    let count = ((to - from) / STEP).clamp(0.0, f32::from(u16::MAX)) as u16;
    (0..count).map(move |step| from + f32::from(step) * STEP)
}

fn is_free(place: &Rect, room: &Rect, taken: &[Rect]) -> bool {
    let inside = room.contains(place.x0, place.y0) && room.contains(place.x1, place.y1);
    inside && taken.iter().all(|t| t.overlap(place) <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 300.0,
        y1: 200.0,
    };
    const WORDS: Size = Size {
        width: 40.0,
        height: 5.0,
    };
    const DISH: Rect = Rect {
        x0: 100.0,
        y0: 50.0,
        x1: 180.0,
        y1: 60.0,
    };

    fn placed(taken: &[Rect]) -> Option<Rect> {
        let place = beside(&DISH, WORDS, &PAGE, taken);
        assert!(place.is_none_or(|p| taken.iter().all(|t| t.overlap(&p) == 0.0)));
        place
    }

    #[test]
    fn words_stand_right_of_their_box_on_white() {
        let place = placed(&[DISH]).unwrap();
        assert_eq!((place.x0, place.centre_y()), (182.0, 55.0));
    }

    #[test]
    fn words_give_way_to_a_neighbour_on_the_right() {
        let neighbour = Rect::new(190.0, 50.0, 260.0, 60.0);
        let place = placed(&[DISH, neighbour]).unwrap();
        assert_eq!((place.x1, place.centre_y()), (98.0, 55.0));
    }

    #[test]
    fn words_stand_below_where_both_sides_are_taken() {
        let sides = [50.0, 190.0].map(|x| Rect::new(x, 50.0, x + 45.0, 60.0));
        let place = placed(&[DISH, sides[0], sides[1]]).unwrap();
        assert!(place.y0 > DISH.y1 && place.x0 == DISH.x0);
    }

    #[test]
    fn words_follow_a_short_last_line_within_their_box() {
        let first = Rect::new(100.0, 50.0, 180.0, 54.0);
        let last = Rect::new(100.0, 55.0, 120.0, 60.0);
        let neighbour = Rect::new(182.0, 50.0, 260.0, 60.0);
        let place = placed(&[first, last, neighbour]).unwrap();
        assert_eq!(place.x0, 122.0);
    }

    #[test]
    fn words_never_leave_the_page_nor_cover_a_line() {
        let crowd: Vec<Rect> = (0..40)
            .map(|row| Rect::new(0.0, row as f32 * 5.0, 300.0, row as f32 * 5.0 + 4.9))
            .collect();
        assert_eq!(placed(&crowd), None);
        let at_the_end = Rect::new(290.0, 190.0, 299.0, 199.0);
        let place = beside(&at_the_end, WORDS, &PAGE, &[at_the_end]).unwrap();
        assert!(place.x1 < at_the_end.x0);
    }

    #[test]
    fn the_key_takes_a_free_corner() {
        let size = Size {
            width: 60.0,
            height: 20.0,
        };
        let top = Rect::new(0.0, 0.0, 300.0, 100.0);
        let place = at_the_edge(size, &PAGE, &[top]).unwrap();
        assert_eq!((place.x1, place.y1), (292.0, 192.0));
        assert_eq!(at_the_edge(size, &PAGE, &[PAGE]), None);
        let larger_than_the_page = Size {
            width: 400.0,
            height: 20.0,
        };
        assert_eq!(at_the_edge(larger_than_the_page, &PAGE, &[]), None);
    }
}
