//! What the reading of one file may cost.

use crate::batch::Bounds;
use crate::pdf::Limits;
use std::time::Duration;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Bounds of one file")]
pub(super) struct Arguments {
    /// Seconds until its reading is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    max_time: u64,
    /// Memory, in MiB, until its reading is stopped (on Unix)
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(64..=1 << 20))]
    max_memory: u64,
    /// Size, in MiB, of the largest file read
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1 << 12))]
    max_size: u32,
    /// Pages read
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    max_pages: u32,
    /// Glyphs, rules and fills read of a page
    #[arg(long, value_name = "N", default_value_t = 200_000, value_parser = clap::value_parser!(u32).range(1..))]
    max_objects: u32,
}

impl Arguments {
    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            time: Duration::from_secs(self.max_time),
            memory: self.max_memory << 20,
            limits: Limits {
                bytes: (self.max_size as usize) << 20,
                pages: self.max_pages as usize,
                objects: self.max_objects as usize,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        bounds: Arguments,
    }

    #[test]
    fn the_defaults_of_the_command_line_are_those_of_the_library() {
        let command = Command::parse_from(["ardoise"]);
        assert_eq!(command.bounds.bounds(), Bounds::default());
    }
}
