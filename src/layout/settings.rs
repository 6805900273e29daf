//! Every threshold of the layout stage, with its unit and its reason. An em is the font size of the text at hand.

/// Tolerances of the layout stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Em between two words that makes two lines of them on a page: columns without rules stand no closer.
    pub page_gap: f32,
    /// Em between two words that makes two lines of them inside a cell, where no other column can begin.
    pub cell_gap: f32,
    /// Em: a gap narrower than this is a space, and what stands around it is one run of text.
    pub word_space: f32,
    /// Times a font size: a larger one is another size, not a rounding of the same.
    pub other_size: f32,
    /// Share of the smaller height that two words on one line share.
    pub line_overlap: f32,
    /// Em between the centres of two letters written one under the other.
    pub stack_pitch: f32,
    /// Letters at least in a word written one letter a line.
    pub stack_letters: usize,
    /// Words: on a page with more, nothing is written one letter a line.
    pub stack_max_words: usize,
    /// Points: edges nearer than this are one edge (Excel draws each border twice, Word leaves gaps at corners).
    pub snap: f32,
    /// Share of a cell's side that a rule must cover to close it.
    pub side_cover: f32,
    /// Edges in one direction: a page with more is a drawing, not a table.
    pub max_edges: usize,
    /// Regions on a page, for the same reason.
    pub max_regions: usize,
    /// Em: a fill less wide is a badge or a highlight, not a band.
    pub band_width: f32,
    /// Em: a fill less high is a highlight.
    pub band_height: f32,
    /// Share of the page that a background covers.
    pub background: f32,
    /// The least score of a grid that explains its page: with less, no day is alone in a cell and most of the text is in none.
    pub explained: f32,
    /// Share of the text that a grid has in its cells, from which what is outside may be legends and notices; with less it
    /// explains as much less of the page.
    pub covered: f32,
    /// Em of white between a list and what follows it without belonging to it.
    pub footer_gap: f32,
    /// Times the widest white between the lines of a list: what stands further below them is none of them.
    pub wider_gap: f32,
    /// Em of white between two columns of a table without rules.
    pub column_gap: f32,
    /// Em of a space between two words, at most.
    pub space: f32,
    /// Times a space: a wider gap may part two cells of a tight table.
    pub wider_than_space: f32,
    /// Points: the largest font size that a menu's dishes are taken to have, where a title's is no measure.
    pub largest_body: f32,
    /// Em by which a line may miss the place at which its column's lines stand: a mark or a space at its end moves its middle.
    pub aligned: f32,
    /// Share of the lines under headings that must be aligned alike for a page to have an alignment.
    pub aligned_share: f32,
    /// Share of the lines among days one under the other that stand beside them, at least, where days are rows.
    pub beside: f32,
    /// Share of these that run from under the days over to the dishes, at most.
    pub astride: f32,
    /// Share of a cell that other cells may cover where the page does not draw it.
    pub free: f32,
    /// Words: a line over several columns with fewer may be a dish served on several days.
    pub prose_words: usize,
    /// Em: what stands beside a name in its cell and is no wider may be a code, a pill or a price.
    pub mark_width: f32,
    /// Words: a line with more is no row of a tight table.
    pub row_words: usize,
    /// Columns: a row of headings with more is none of days.
    pub max_columns: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page_gap: 1.0,
            cell_gap: 2.0,
            word_space: 0.5,
            other_size: 1.2,
            line_overlap: 0.5,
            stack_pitch: 2.6,
            stack_letters: 4,
            stack_max_words: 5000,
            snap: 2.5,
            side_cover: 0.7,
            max_edges: 240,
            max_regions: 1500,
            band_width: 3.0,
            band_height: 1.15,
            background: 0.7,
            explained: 0.66,
            covered: 0.6,
            footer_gap: 2.5,
            wider_gap: 1.25,
            column_gap: 0.8,
            space: 0.3,
            wider_than_space: 1.25,
            largest_body: 14.0,
            aligned: 0.4,
            aligned_share: 0.5,
            beside: 0.6,
            astride: 0.1,
            free: 0.2,
            prose_words: 10,
            mark_width: 3.0,
            row_words: 60,
            max_columns: 31,
        }
    }
}
