//! The command line; everything is in `ardoise::cli`.

fn main() -> std::process::ExitCode {
    ardoise::cli::run()
}
