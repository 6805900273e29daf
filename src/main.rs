//! The command line; everything is in `ardoise::cli`.

/// Reading a PDF allocates much and briefly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    ardoise::cli::run()
}
