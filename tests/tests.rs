//! The table of contents: one `mod` a module of `src/`.

// Grids of pages built by hand: what each strategy sees, and that no letter is lost.
mod layout;

// Small PDFs named for what is the matter with them: read, or refused with a reason.
mod pdf;
