//! Any bytes as a PDF: rows, or why there are none.
#![no_main]

use ardoise::extract::{Options, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: {
        // The fuzzer's own hook ends the process at any panic, those of PDF libraries too, which the reader catches;
        // a panic that leaves `extract` is still found.
        std::panic::set_hook(Box::new(|_| {}));
    },
    |bytes: &[u8]| {
    match extract(bytes, &Options::default()) {
        Ok(extraction) => assert!(!extraction.rows.is_empty() || !extraction.diagnostics.is_empty()),
        Err(refusal) => assert!(!refusal.text(Default::default()).is_empty()),
    }
    }
);
