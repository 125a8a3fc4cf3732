//! Where things lie.

use std::path::PathBuf;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}

/// What set-up makes: templates, assets, fixtures. Never committed.
pub(crate) fn made() -> PathBuf {
    root().join(".setup")
}

/// Cargo's target folder, which CI keeps outside the clone.
pub(crate) fn target() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    root().join(chosen.unwrap_or_else(|| PathBuf::from("target")))
}

/// The workspace of what counts on several machines.
pub(crate) fn cluster() -> PathBuf {
    root().join("crates/cluster/Cargo.toml")
}

/// The product, as built for development.
pub(crate) fn binary() -> PathBuf {
    target().join("debug").join("throughcare")
}
