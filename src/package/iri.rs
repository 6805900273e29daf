//! Texts that someone typed → addresses that no reader can take for something else.

use std::fmt::Write;

/// Whether it is the whole address of something on the web.
pub(super) fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && may_be_in_an_iri(rest))
}

/// Without the characters that RFC 3987 keeps out of an IRI.
pub(super) fn may_be_in_an_iri(text: &str) -> bool {
    let refused = |c: char| c.is_control() || c.is_whitespace() || "<>\"{}|\\^`".contains(c);
    !text.contains(refused)
}

/// A path as a relative IRI: all but letters, digits, `-._~` and `/` is escaped, so no part reads as a scheme.
pub(super) fn of_path(path: &str) -> String {
    let mut iri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' => iri.push(byte.into()),
            byte if byte.is_ascii_alphanumeric() => iri.push(byte.into()),
            byte => {
                // Writing to a String cannot fail.
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    iri
}

/// A path in the folder that is published at an address; relative where there is none.
pub(super) fn within(folder: &str, path: &str) -> String {
    match is_web_address(folder) {
        true => format!("{}/{}", folder.trim_end_matches('/'), of_path(path)),
        false => of_path(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_escaped_and_put_in_its_folder() {
        assert_eq!(of_path("café/a b.csv"), "caf%C3%A9/a%20b.csv");
        assert_eq!(of_path("javascript:alert(1)"), "javascript%3Aalert%281%29");
        let at = |folder| within(folder, "menus.csv");
        assert_eq!(
            at("https://valmenu.fr/d/"),
            "https://valmenu.fr/d/menus.csv"
        );
        for no_address in ["", "valmenu.fr", "https://", "https://a b", "ftp://a"] {
            assert_eq!(at(no_address), "menus.csv");
        }
    }
}
