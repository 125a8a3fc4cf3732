//! A `PostgreSQL` that lives as long as this process: an unprivileged user's, in a temporary
//! folder, on a free port of this machine only.
//!
//! A small shell, the *keeper*, holds the other end of a pipe of ours. When we end, however we
//! end, the pipe closes, and the keeper stops the server and removes the folder.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{Outcome, shell};

const KEEPER: &str = r#"
trap "" INT TERM HUP
cat > /dev/null
"$1/pg_ctl" stop -D "$2/data" -m immediate -w > /dev/null 2>&1
rm -rf "$2"
"#;

/// A running server. Dropping it stops it and removes all it wrote.
pub(crate) struct Postgres {
    keeper: Child,
    url: String,
}

impl Postgres {
    /// Starts a server.
    pub(crate) fn start() -> Outcome<Self> {
        let programs = programs().ok_or(
            "PostgreSQL is not installed; get it with: apt-get install postgresql".to_owned(),
        )?;
        let user = ServerUser::choose()?;
        let folder =
            shell::capture(&mut user.run("mktemp", &["-d", "/tmp/throughcare-pg-XXXXXX"]))?;
        let folder = PathBuf::from(folder.trim());

        let keeper = user
            .run("sh", &["-c", KEEPER, "keeper", &text(&programs), &text(&folder)])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot start the keeper of PostgreSQL: {error}"))?;
        let mut server = Self { keeper, url: String::new() };

        let port = shell::free_port()?;
        let password = password()?;
        user.make_cluster(&programs, &folder, &password)?;
        user.start_cluster(&programs, &folder, port)?;
        server.url = format!("postgres://throughcare:{password}@127.0.0.1:{port}/postgres");
        Ok(server)
    }

    /// The address with user and password: `postgres://…`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("PostgreSQL may still run: {error}");
        }
    }
}

/// Starts a server and keeps it until the process is interrupted.
pub(crate) fn stay() -> Outcome {
    let server = Postgres::start()?;
    println!("{}", server.url());
    eprintln!("TEST_POSTGRES_URL may be set to this; Ctrl-C stops the server");
    let mut line = [0; 64];
    let mut input = std::io::stdin();
    // With a closed input there is nothing to wait for but the signal.
    while input.read(&mut line).is_ok_and(|count| count > 0) {}
    loop {
        std::thread::park();
    }
}

/// Whoever may run the server: it refuses to run as root.
struct ServerUser {
    other: Option<&'static str>,
}

impl ServerUser {
    fn choose() -> Outcome<Self> {
        if shell::capture(Command::new("id").arg("-u"))?.trim() != "0" {
            return Ok(Self { other: None });
        }
        let known = |name: &&str| shell::capture(Command::new("id").args(["-u", name])).is_ok();
        let other = ["postgres", "nobody"].into_iter().find(known);
        other.map(|name| Self { other: Some(name) }).ok_or_else(|| {
            "PostgreSQL does not run as root, and there is no user `postgres`".to_owned()
        })
    }

    fn run(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = match self.other {
            Some(user) => {
                let mut command = Command::new("setpriv");
                let user = format!("--reuid={user}");
                command.args([&user, "--regid", user.trim_start_matches("--reuid=")]);
                command.args(["--init-groups", "--", name]);
                command
            }
            None => Command::new(name),
        };
        command.args(arguments).current_dir("/tmp").env("HOME", "/tmp").env("LC_ALL", "C.UTF-8");
        command
    }

    fn make_cluster(&self, programs: &Path, folder: &Path, password: &str) -> Outcome {
        let script = r#"umask 077; echo "$3" > "$2/password"
            exec "$1/initdb" -D "$2/data" -U throughcare -A scram-sha-256 --no-sync \
            --pwfile="$2/password" -E UTF8 --locale=C.UTF-8"#;
        let arguments = ["-c", script, "initdb", &text(programs), &text(folder), password];
        shell::capture(&mut self.run("sh", &arguments)).map(drop)
    }

    fn start_cluster(&self, programs: &Path, folder: &Path, port: u16) -> Outcome {
        let socket = text(folder);
        let options = format!(
            "-h 127.0.0.1 -p {port} -k {socket} -c fsync=off -c synchronous_commit=off \
             -c full_page_writes=off -c max_connections=300 -c timezone=UTC"
        );
        let log = folder.join("log");
        let started = self
            .run(
                &text(&programs.join("pg_ctl")),
                &["start", "-D", &text(&folder.join("data")), "-l", &text(&log), "-w", "-t", "60"],
            )
            .args(["-o", &options])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if started.is_ok_and(|status| status.success()) {
            return Ok(());
        }
        let said = fs::read_to_string(&log).unwrap_or_default();
        Err(format!("PostgreSQL did not start:\n{}", shell::last_lines(&said, 20)))
    }
}

/// The folder of the newest `PostgreSQL`'s programs.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(Result::ok)
        .filter_map(|it| {
            let version = it.file_name().to_str()?.parse().ok()?;
            Some((version, it.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin)
}

/// A password for one server's short life: others on this machine can reach its port.
fn password() -> Outcome<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")
        .and_then(|mut it| it.read_exact(&mut bytes))
        .map_err(|error| format!("cannot make a password: {error}"))?;
    Ok(bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
