//! Any text as `documents.json`: refused, or it comes back as it was written, and a day goes by with it.
#![no_main]

use ardoise::sync::{Corrections, Register, Withdrawn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(mut register) = Register::read(text) else {
        return;
    };
    let again = Register::read(&register.text()).unwrap();
    assert_eq!(again.text(), register.text());
    let corrections = Corrections::default();
    let today = Default::default();
    let untold = register.untold().len();
    let (_, events) = register.take_in(Vec::new(), Withdrawn::Stay, &corrections, today);
    assert!(register.untold().len() >= untold.min(events.len()));
    let (_, events) = register.take_in(Vec::new(), Withdrawn::Stay, &corrections, today);
    assert!(events.is_empty(), "told twice: {events:?}");
});
