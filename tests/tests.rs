//! The table of contents: one `mod` a module of `src/`.

// Grids of pages built by hand: what each strategy sees, and that no letter is lost.
mod layout;
