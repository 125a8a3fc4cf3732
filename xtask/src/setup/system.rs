//! Programs of the machine: checked, and installed where we are allowed to.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, postgres, shell};

const NODE_AT_LEAST: u32 = 20;
const BROWSERS: [&str; 3] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Checks the programs that set-up itself runs; one sentence for the first that is missing.
pub(super) fn check_tools() -> Outcome {
    let node = shell::capture(Command::new("node").arg("--version")).unwrap_or_default();
    match major(&node) {
        Some(version) if version >= NODE_AT_LEAST => {}
        Some(version) => {
            return Err(format!(
                "Node {NODE_AT_LEAST} or newer is needed and this is {version}; on Debian 13: \
                 apt-get install nodejs npm; on Debian 12 take the packages that Node publishes"
            ));
        }
        None => {
            return Err(format!(
                "Node {NODE_AT_LEAST} or newer is needed; on Debian 13: apt-get install nodejs \
                 npm; on Debian 12 take the packages that Node publishes"
            ));
        }
    }
    if !shell::exists("npm") {
        return Err("npm is needed; on Debian: apt-get install npm".to_owned());
    }
    if !has_pip() {
        install(&["python3", "python3-pip"])?;
    }
    if has_pip() { Ok(()) } else { Err("python3 has no pip that works".to_owned()) }
}

/// Installs `PostgreSQL` and a browser where they are missing.
pub(super) fn install_for_tests() -> Outcome {
    let mut missing = Vec::new();
    if postgres::programs().is_none() {
        missing.push("postgresql");
    }
    let chosen = std::env::var_os("THROUGHCARE_CHROMIUM").is_some();
    if !chosen && !BROWSERS.iter().any(|it| Path::new(it).exists()) {
        missing.push("chromium");
    }
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn has_pip() -> bool {
    shell::capture(Command::new("python3").args(["-m", "pip", "--version"])).is_ok()
}

/// Installs packages of Debian as root, or says how to.
fn install(packages: &[&str]) -> Outcome {
    let wanted = packages.join(" ");
    let how = format!("needed and not installed: {wanted}; run: apt-get install {wanted}");
    if !Path::new("/usr/bin/apt-get").exists() {
        return Err(format!("needed and not installed: {wanted}"));
    }
    let prefix: &[&str] = match (is_root(), may_sudo()) {
        (true, _) => &["env"],
        (false, true) => &["sudo", "-n", "env"],
        (false, false) => return Err(how),
    };
    println!("set-up: installing {wanted}");
    apt(prefix, &["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    apt(prefix, &arguments).map_err(|error| format!("{how}\n{error}"))
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Outcome {
    let (program, before) = prefix.split_first().unwrap_or((&"env", &[]));
    let mut command = shell::program(program, before);
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
    shell::capture(&mut command).map(drop)
}

fn is_root() -> bool {
    shell::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn may_sudo() -> bool {
    shell::capture(Command::new("sudo").args(["-n", "true"])).is_ok()
}

/// The first number of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}
