//! The fiche before it takes a form. Each form shows all of it.

use serde::Serialize;

/// The fiche.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fiche {
    /// The data set's title.
    pub title: String,
    /// What this is, and of when.
    pub subtitle: String,
    /// Its parts.
    pub sections: Vec<Section>,
    /// By what it was made, and of which edition.
    pub made: String,
}

/// A part of the fiche.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// For links.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What is said in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Text {
        /// Its words.
        words: Words,
    },
    /// A paragraph that nobody should miss.
    Warning {
        /// Its words.
        words: Words,
    },
    /// Names and values.
    Facts {
        /// The facts.
        facts: Vec<Fact>,
    },
    /// Points.
    List {
        /// The points.
        items: Vec<Words>,
    },
    /// Rows and columns.
    Table(Table),
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: &'static str,
    /// Its value.
    pub value: Words,
}

/// Rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    pub title: &'static str,
    /// What the columns hold.
    pub columns: Vec<&'static str>,
    /// The rows, as many cells as there are columns; the first names the row.
    pub rows: Vec<Vec<Words>>,
}

/// A text on one line, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Words {
    /// The text.
    pub text: String,
    /// An address; none where it leads nowhere.
    pub link: Option<String>,
}

impl<T: Into<String>> From<T> for Words {
    fn from(text: T) -> Self {
        let (text, link) = (text.into(), None);
        Self { text, link }
    }
}

impl Words {
    /// A text that leads somewhere.
    pub fn linked(text: impl Into<String>, link: impl Into<String>) -> Self {
        let (text, link) = (text.into(), Some(link.into()));
        Self { text, link }
    }
}
