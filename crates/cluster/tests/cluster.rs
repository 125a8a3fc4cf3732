//! A scheduler and two executors as processes of this machine: the same figures as in process, and
//! what becomes of work when an executor is killed in the middle of it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fall over")]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_throughcare-cluster");

/// How long a process may take to do what the next step waits for.
const PATIENCE: Duration = Duration::from_mins(2);

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // One that has gone already is no matter.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Cluster {
    url: String,
    executors: Vec<(Process, PathBuf)>,
    _scheduler: Process,
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn start(arguments: &[&str]) -> Process {
    let child = Command::new(PROGRAM).args(arguments).stdin(Stdio::null()).spawn();
    Process(child.expect("the program starts"))
}

fn until(what: &str, mut seen: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !seen() {
        assert!(begun.elapsed() < PATIENCE, "{what} in {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn listens(port: u16) -> bool {
    std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
}

impl Cluster {
    /// A scheduler, and an executor of one core for each of these folders of facts.
    fn start(folder: &Path, facts: &[&Path]) -> Self {
        let port = free_port();
        let scheduler = format!("127.0.0.1:{port}");
        let process = start(&["scheduler", "--listen", &scheduler]);
        until("a scheduler", || listens(port));
        let executor = |(number, facts): (usize, &&Path)| {
            let work = folder.join(format!("work-{number}"));
            std::fs::create_dir_all(&work).unwrap();
            let port = free_port();
            let listen = format!("127.0.0.1:{port}");
            let process = start(&[
                "executor",
                "--scheduler",
                &scheduler,
                "--listen",
                &listen,
                "--cores",
                "1",
                "--facts",
                text(facts),
                "--work",
                text(&work),
            ]);
            until("an executor", || listens(port));
            (process, work)
        };
        let executors = facts.iter().enumerate().map(executor).collect();
        Self { url: format!("http://{scheduler}"), executors, _scheduler: process }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn nation(folder: &Path, offences: &str) -> PathBuf {
    let facts = folder.join("facts");
    let made = Command::new(PROGRAM)
        .args(["facts", "generate", "--offences", offences, "--schemes", "12", "--out"])
        .arg(&facts)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", errors(&made));
    facts
}

fn question(name: &str, facts: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["measure", "run", name, "--by", "nation,region,scheme,sex,offence_class"]);
    command.args(["--format", "json", "--facts"]).arg(facts).args(more);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn answer(name: &str, facts: &Path, more: &[&str]) -> String {
    let output = question(name, facts, more).output().unwrap();
    assert!(output.status.success(), "{}", errors(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The first lines that differ say more than two whole reports.
fn same(there: &str, here: &str) {
    let mut lines = there.lines().zip(here.lines());
    assert_eq!(lines.find(|(there, here)| there != here), None);
    assert_eq!(there.len(), here.len());
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_cluster_of_two_gives_the_figures_that_one_process_gives() {
    let folder = folder("equal");
    let facts = nation(&folder, "400000");
    // The second executor sees the facts at another place.
    let elsewhere = folder.join("elsewhere");
    copy(&facts, &elsewhere);
    let cluster = Cluster::start(&folder, &[&facts, &elsewhere]);
    for name in ["ni30", "proven-reoffending", "survival", "expected-ogrs3"] {
        let here = answer(name, &facts, &[]);
        let there = answer(name, &facts, &["--cluster", &cluster.url]);
        assert!(here.len() > 1000, "{name} has figures");
        same(&there, &here);
    }
    for (_, work) in &cluster.executors {
        assert!(written(work) > 0, "{} took part", work.display());
    }
}

#[test]
fn when_an_executor_is_killed_in_the_middle_the_other_counts_its_parts() {
    let folder = folder("killed");
    let facts = nation(&folder, "600000");
    let here = answer("proven-reoffending", &facts, &[]);
    let mut cluster = Cluster::start(&folder, &[&facts, &facts]);
    let asked = question("proven-reoffending", &facts, &["--cluster", &cluster.url]).spawn();
    let mut asked = Process(asked.unwrap());
    let (mut victim, work) = cluster.executors.pop().unwrap();
    // It is at its second part at least: what it has finished is lost with it.
    until("two parts of the work", || written(&work) >= 2);
    victim.0.kill().unwrap();
    assert!(asked.0.try_wait().unwrap().is_none(), "it was killed in the middle");
    let told = std::io::read_to_string(asked.0.stdout.take().unwrap()).unwrap();
    let errors = std::io::read_to_string(asked.0.stderr.take().unwrap()).unwrap();
    assert!(asked.0.wait().unwrap().success(), "{errors}");
    same(&told, &here);
}

#[test]
fn an_executor_with_other_facts_says_so_and_nothing_is_counted() {
    let folder = folder("other");
    let facts = nation(&folder, "20000");
    let other = folder.join("other");
    copy(&facts, &other);
    std::fs::create_dir_all(other.join("area")).unwrap();
    std::fs::copy(other.join("area.parquet"), other.join("area/more.parquet")).unwrap();
    let cluster = Cluster::start(&folder, &[&other]);
    let asked = question("ni30", &facts, &["--cluster", &cluster.url]).output().unwrap();
    assert!(!asked.status.success());
    let told = errors(&asked);
    assert!(told.contains("refuses this work") && told.contains("holds other facts"), "{told}");
    assert!(asked.stdout.is_empty());
}

#[test]
fn a_cluster_that_is_not_there_is_named() {
    let folder = folder("nobody");
    let facts = nation(&folder, "5000");
    let url = format!("http://127.0.0.1:{}", free_port());
    let asked = question("ni30", &facts, &["--cluster", &url]).output().unwrap();
    assert!(!asked.status.success());
    assert!(errors(&asked).contains(&url), "{}", errors(&asked));
}

#[test]
fn a_cluster_without_executors_is_not_waited_for_for_ever() {
    let folder = folder("nobody-counts");
    let facts = nation(&folder, "5000");
    let cluster = Cluster::start(&folder, &[]);
    let more = ["--cluster", &cluster.url, "--patience", "3"];
    let asked = question("ni30", &facts, &more).output().unwrap();
    assert!(!asked.status.success());
    assert!(errors(&asked).contains("no answer in 3 s"), "{}", errors(&asked));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// How many parts an executor has written down, or begun to.
fn written(work: &Path) -> usize {
    let entries = std::fs::read_dir(work).into_iter().flatten().filter_map(Result::ok);
    entries.map(|it| it.path()).map(|it| if it.is_dir() { written(&it) } else { 1 }).sum()
}
