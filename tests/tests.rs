//! The table of contents.
