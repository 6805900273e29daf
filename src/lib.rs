//! Ardoise reads the weekly menus of French public canteens (PDF) into open data: dishes marked organic or local by
//! their label, as rows of the national schema SCDL *menus-collectifs*.
//!
//! ```
//! use ardoise::extract::{Options, extract};
//!
//! let pdf = std::fs::read("samples/stacked-1.pdf")?;
//! let menu = extract(&pdf, &Options::default()).map_err(|doubt| doubt.text(Default::default()))?;
//! let first = &menu.rows[0].row;
//! assert_eq!(first.menu_date.to_string(), "2022-11-28");
//! assert_eq!(first.menu_plat_nom, "Velouté de poireaux");
//! assert_eq!(first.menu_plat_label, "local");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The folders read in the order in which a menu flows: [`pdf`] → [`layout`] → [`labels`] → [`menu`] → [`scdl`].
//! [`stats`], [`report`] and [`package`] are made of rows; [`sync`] keeps a data set up to date.

pub mod batch;
pub mod calendar;
pub mod cli;
pub mod diagnostic;
pub mod extract;
mod fold;
mod french;
pub mod geometry;
pub mod labels;
pub mod layout;
mod markdown;
pub mod menu;
pub mod package;
pub mod pdf;
pub mod report;
pub mod scdl;
pub mod schema;
pub mod stats;
pub mod sync;
mod text;

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
