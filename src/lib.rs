//! Ardoise reads the weekly menus of French public canteens (PDF) into open data: dishes marked organic or local by
//! their label, as rows of the national schema SCDL *menus-collectifs*.
//!
//! The folders read in the order in which a menu flows: [`pdf`] → [`layout`] → [`labels`] → [`menu`] → [`scdl`].

pub mod batch;
pub mod calendar;
pub mod cli;
pub mod diagnostic;
pub mod extract;
pub mod geometry;
pub mod labels;
pub mod layout;
pub mod menu;
pub mod pdf;
pub mod scdl;
