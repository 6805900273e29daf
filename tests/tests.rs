//! The table of contents: one `mod` a module of `src/`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at what it did not expect, and says what it skips"
)]

// What the source itself must hold: who imports whom, each code documented.
mod architecture;

// Grids of pages built by hand: what each strategy sees, and that no letter is lost.
mod layout;

// What a page says becomes days and dishes.
mod menu;

// Each word of a page has a role, and what nobody read is told.
mod ledger;

// Which texts are food, and which are not, on long lists of both.
mod words;

// Small PDFs named for what is the matter with them: read, or refused with a reason.
mod pdf;

// Pages drawn by a test, operator by operator, for the other tests.
mod drawn;

// Only what a person sees of a page is read.
mod sight;

// Allergens: only what the page's own key says.
mod allergens;

// What is no dated menu in French says what it is.
mod refusals;

// Labels that are counted beside the organic ones, and are none.
mod nearly_organic;

// Letters however a file writes them.
mod letters;

// Whatever the bytes: an answer or a refusal.
mod hostile;

// The program as a process, one file a command.
mod cli;

// Tables against Table Schemas: verdicts, messages, corrections.
mod schema;

// The figures, on tables made for them.
mod stats;

// What describes a published data set: descriptor, catalogue, fiche and calendars.
mod package;

// PDFs made on the spot, for the other tests.
mod made;

// The sample menus against the truth beside them.
mod samples;

// Menus that make themselves: random menus in random designs, read and held to their truth.
mod generated;
