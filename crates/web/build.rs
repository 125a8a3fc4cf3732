//! Refuses to build before set-up, and rebuilds when a template or a translation is added.

use std::io::{self, Write};
use std::path::Path;

const WATCHED: [&str; 3] = ["../../templates", "../../locales", "../../.setup/templates"];

fn main() -> io::Result<()> {
    let mut cargo = io::stdout().lock();
    for folder in WATCHED {
        writeln!(cargo, "cargo::rerun-if-changed={folder}")?;
    }
    if !Path::new("../../.setup/templates/govuk_frontend_jinja").is_dir() {
        writeln!(
            cargo,
            "cargo::error=Run `cargo xtask setup` first: it fetches the GOV.UK components that \
             the pages are built from."
        )?;
    }
    Ok(())
}
