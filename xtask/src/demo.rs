//! The demo: built, served, and waited for until it answers.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{Outcome, paths, setup, shell};

const READY_WITHIN: Duration = Duration::from_mins(3);

/// Sets up, builds, and becomes the demo.
pub(crate) fn run(rest: &[String]) -> Outcome {
    setup::run()?;
    build()?;
    let mut command = shell::program(paths::binary(), &["demo"]);
    for (flag, usual) in [("--data-dir", ".demo"), ("--listen", "127.0.0.1:8080")] {
        if !rest.iter().any(|it| it == flag || it.starts_with(&format!("{flag}="))) {
            command.args([flag, usual]);
        }
    }
    // From here on the signals of the terminal go straight to the product.
    let error = command.args(rest).exec();
    Err(format!("cannot start the demo: {error}"))
}

/// Builds the product. Always the whole workspace: a single package would be built with other
/// features, and twice. But for the program that takes measures, which nobody needs to see a demo.
pub(crate) fn build() -> Outcome {
    shell::run(&mut shell::program("cargo", &["build", "--workspace", "--exclude", "facts"]))
}

/// A demo served for tests on a free port, in a folder of its own. Dropping it stops it.
pub(crate) struct Served {
    child: Child,
    folder: PathBuf,
    log: PathBuf,
    port: u16,
}

impl Served {
    /// Starts the demo and waits until it is ready.
    pub(crate) fn start() -> Outcome<Self> {
        let folder = paths::target().join(format!("browser-{}", std::process::id()));
        let log = paths::target().join("browser-server.log");
        fs::create_dir_all(&folder).map_err(|error| format!("cannot make a folder: {error}"))?;
        let port = shell::free_port()?;
        let child = command(&folder, &log, port).and_then(|mut it| {
            it.spawn().map_err(|error| format!("cannot start the demo: {error}"))
        })?;
        let mut served = Self { child, folder, log, port };
        served.wait_until_ready()?;
        Ok(served)
    }

    /// Where it answers: `http://127.0.0.1:…`.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_ready(&mut self) -> Outcome {
        let started = Instant::now();
        while started.elapsed() < READY_WITHIN {
            if is_ready(self.port) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the demo ended at once ({status}):\n{}", self.said()));
            }
            sleep(Duration::from_millis(200));
        }
        let seconds = READY_WITHIN.as_secs();
        Err(format!("the demo was not ready after {seconds} s:\n{}", self.said()))
    }

    fn said(&self) -> String {
        shell::last_lines(&fs::read_to_string(&self.log).unwrap_or_default(), 20)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Either may have happened already; there is nothing left to do then.
        drop(self.child.kill());
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn command(folder: &Path, log: &Path, port: u16) -> Outcome<Command> {
    let no_log = |error| format!("cannot write the demo's log: {error}");
    let out = fs::File::create(log).map_err(no_log)?;
    let err = out.try_clone().map_err(no_log)?;
    let data = folder.to_string_lossy().into_owned();
    let listen = format!("127.0.0.1:{port}");
    let arguments = ["demo", "--data-dir", &data, "--listen", &listen];
    let mut command = shell::program(paths::binary(), &arguments);
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    Ok(command)
}

fn is_ready(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let patience = Some(Duration::from_secs(5));
    if stream.set_read_timeout(patience).is_err() {
        return false;
    }
    let request = b"GET /health/ready HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
    let mut answer = [0; 12];
    stream.write_all(request).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b" 200")
}
