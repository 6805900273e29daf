//! pdf-extract as a second, independent reader: it names the glyphs that the first reader could not.

use super::reader::Glyph;
use compact_str::CompactString;
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A character and where its baseline begins, in PDF coordinates from the media box's lower left corner.
struct Named {
    text: CompactString,
    x: f32,
    y: f32,
}

#[derive(Default)]
struct Characters {
    named: Vec<Named>,
    left: f64,
    bottom: f64,
}

impl OutputDev for Characters {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        (self.left, self.bottom) = (media.llx, media.lly);
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        _: f64,
        _: f64,
        _: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.named.push(Named {
            text: text.into(),
            x: (at.m31 - self.left) as f32,
            y: (at.m32 - self.bottom) as f32,
        });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Names the unnamed glyphs of page `number` (from 1), `height` points high, where the second reader can. It may panic on a
/// damaged file: then nothing is named.
pub(super) fn name_glyphs(bytes: &[u8], number: u32, height: f32, glyphs: &mut [Glyph]) {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let document = pdf_extract::Document::load_mem(bytes).ok()?;
        let mut characters = Characters::default();
        output_doc_page(&document, &mut characters, number).ok()?;
        Some(characters.named)
    }));
    let Ok(Some(mut named)) = read else {
        return;
    };
    named.sort_by(|a, b| a.x.total_cmp(&b.x));
    for glyph in glyphs.iter_mut().filter(|g| g.text.is_none()) {
        let near = glyph.size * 0.2;
        let from = named.partition_point(|n| n.x < glyph.x - near);
        glyph.text = named
            .iter()
            .skip(from)
            .take_while(|n| n.x <= glyph.x + near)
            .find(|n| (height - n.y - glyph.y).abs() <= near)
            .map(|n| n.text.clone())
            .filter(|t| !t.trim().is_empty() && !t.contains(['\u{FFFD}', '\0']));
    }
}
