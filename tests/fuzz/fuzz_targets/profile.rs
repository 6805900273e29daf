//! Any text as `cantine.toml` and as `corrections.toml`: read, or refused with a line that is printed as one.
#![no_main]

use ardoise::diagnostic::Lang;
use ardoise::scdl::Profile;
use ardoise::sync::Corrections;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let refused = [Profile::read(text).err(), Corrections::read(text).err()];
    for refusal in refused.into_iter().flatten() {
        for lang in [Lang::Fr, Lang::En] {
            let told = refusal.text(lang);
            assert!(!told.contains(char::is_control), "{told:?}");
        }
    }
});
