//! Whom to write to, as `cantine.toml` says it.

use super::iri::{is_web_address, may_be_in_an_iri};

/// Whom to write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contact<'a> {
    /// An e-mail address.
    Mail(&'a str),
    /// The address of a page.
    Page(&'a str),
    /// Words that are no address.
    Words(&'a str),
    /// Nobody.
    Missing,
}

impl<'a> Contact<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let text = text.trim();
        let mail = |(name, domain): (&str, &str)| {
            !name.is_empty() && !domain.is_empty() && may_be_in_an_iri(text)
        };
        match text {
            "" => Self::Missing,
            page if is_web_address(page) => Self::Page(page),
            address if address.split_once('@').is_some_and(mail) => Self::Mail(address),
            words => Self::Words(words),
        }
    }

    /// What a link to it leads to.
    pub(super) fn link(self) -> Option<String> {
        match self {
            Self::Mail(address) => Some(format!("mailto:{address}")),
            Self::Page(address) => Some(address.to_owned()),
            Self::Words(_) | Self::Missing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_told_by_its_form() {
        use Contact::{Mail, Missing, Page, Words};
        assert_eq!(Contact::of(" "), Missing);
        assert_eq!(
            Contact::of("cantine@valmenu.fr"),
            Mail("cantine@valmenu.fr")
        );
        assert_eq!(Contact::of("https://a.fr/@b"), Page("https://a.fr/@b"));
        assert_eq!(
            Contact::of("Mairie, 02 99 00 00 00"),
            Words("Mairie, 02 99 00 00 00")
        );
        assert_eq!(Contact::of("a@b <c>"), Words("a@b <c>"));
    }
}
