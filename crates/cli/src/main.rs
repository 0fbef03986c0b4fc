//! The command `nutgraf`.

fn main() -> std::process::ExitCode {
    nutgraf_cli::run(std::env::args_os()).into()
}
