//! Shares → SVG. Drawn by hand: the rings of the crates that draw any (plotters, charts-rs) have no text alternative, no
//! figure in their middle, labels that run off the drawing or over it, and colours alone to tell the parts apart.

mod bars;
mod calendar;
mod canvas;
mod palette;
mod ring;
mod trend;

pub(super) use bars::{dish_bars, share_bars};
pub(super) use calendar::{key, month};
pub(super) use ring::{Kind, Slice, parts_ring, share_ring};
pub(super) use trend::{Point, trend};
