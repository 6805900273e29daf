//! Encoded rows, in order → a file.

use std::io::Result;

/// Takes encoded rows, in order.
pub trait RowWriter {
    /// Writes rows that [`Format::encode`](super::Format::encode) gave.
    ///
    /// # Errors
    /// When the output refuses.
    fn write(&mut self, encoded: &[u8]) -> Result<()>;

    /// Writes what closes the file.
    ///
    /// # Errors
    /// When the output refuses.
    fn finish(&mut self) -> Result<()>;
}
