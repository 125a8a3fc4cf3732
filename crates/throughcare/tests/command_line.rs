//! The built program, run as people and scripts run it: what it prints and how it ends.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

mod folder;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use app::audit::{Event, Verb};
use app::clock::Clock;
use app::db::{Db, Place};
use app::demo::{self, Demo};
use app::ids::Ids;
use app::{Actor, App};
use serde_json::Value;

use folder::Scratch;

const REGISTER: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/import/scheme_register.csv");
const PASSWORD: &str = "four unlikely words together";

struct Folder(Scratch);

impl Folder {
    fn new(name: &str) -> Self {
        Self(Scratch::new(name))
    }

    fn migrated(name: &str) -> Self {
        let folder = Self::new(name);
        assert_eq!(folder.run(&["migrate"]).status.code(), Some(0));
        folder
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_throughcare"));
        command.args(args).current_dir(self.0.path());
        command.env("THROUGHCARE_DATABASE_URL", "sqlite:throughcare.db");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs with something on the standard input.
    fn tell(&self, args: &[&str], input: &str) -> Output {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        let output = self.run(args);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(&output)))
    }

    async fn app(&self) -> App {
        let db = Db::open(&Place::Sqlite(self.file("throughcare.db"))).await.unwrap();
        App::new(db, Clock::System, Ids::Random).unwrap()
    }

    /// The invented area with nobody on its schemes, and one coordinator with their scheme.
    async fn with_schemes(&self) -> (String, String) {
        let app = self.app().await;
        let wanted = Demo { seed: 1, people: 0 };
        demo::make(app.db(), wanted, app.clock().now()).await.unwrap();
        app.db().close().await;
        let accounts = self.json(&["user", "list", "--json"]);
        let found = accounts.as_array().unwrap().iter().find_map(|it| {
            let role = it["roles"].as_array()?.iter().find(|it| it["role"] == "coordinator")?;
            Some((it["email"].as_str()?.to_owned(), role["over"].as_str()?.to_owned()))
        });
        found.unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn check(output: &Output, code: i32, told: &str) {
    let all = format!("{}{}", out(output), err(output));
    assert_eq!(output.status.code(), Some(code), "{all}");
    assert!(all.contains(told), "{told:?} is not in {all}");
}

#[test]
fn help_tells_the_exit_codes_and_a_wrong_word_is_a_mistake_of_the_command_line() {
    let folder = Folder::new("help");
    let help = folder.run(&["--help"]);
    check(&help, 0, "Exit codes:");
    for line in ["0  done", "1  refused", "2  the command line", "3  the database", "4  the data"] {
        assert!(out(&help).contains(line), "{line}");
    }
    check(&folder.run(&["conjure"]), 2, "conjure");
}

#[test]
fn migrating_names_what_it_applied_and_the_second_time_nothing() {
    let folder = Folder::new("migrate");
    check(&folder.run(&["user", "list"]), 4, "run `throughcare migrate`");
    let first = folder.json(&["migrate", "--json"]);
    assert_eq!(first["database"], "SQLite");
    assert_eq!(first["applied"][0], "0001_core");
    let again = folder.json(&["migrate", "--json"]);
    assert_eq!(again["applied"], serde_json::json!([]));
}

#[test]
fn an_account_is_made_with_a_password_from_the_standard_input() {
    let folder = Folder::migrated("user");
    let add = ["user", "add", "ana@sample.example", "--name", "Ana Sample"];
    check(&folder.tell(&add, ""), 2, "give the password on the standard input");
    check(&folder.tell(&add, "short\n"), 1, "throughcare: ");
    check(&folder.tell(&add, &format!("{PASSWORD}\n")), 0, "ana@sample.example can sign in");
    check(&folder.run(&["user", "list"]), 0, "ana@sample.example  Ana Sample (no agency)");
    let grant = ["user", "grant", "ana@sample.example", "administrator", "--everywhere"];
    check(&folder.run(&grant), 0, "holds the role administrator");
    let listed = folder.json(&["user", "list", "--json"]);
    assert_eq!(listed[0]["roles"][0]["role"], "administrator");
    assert!(!listed.to_string().contains("password"), "{listed}");
    let close = ["user", "deactivate", "ana@sample.example"];
    check(&folder.run(&close), 0, "can no longer sign in");
    check(&folder.run(&close), 1, "throughcare: ");
}

#[test]
fn a_mistake_in_an_edition_is_told_with_its_file_and_line() {
    let folder = Folder::new("editions");
    check(&folder.run(&["check", "editions"]), 0, "Sound: ");
    let broken = "key = \"broken\"\nen = \"Broken\"\n\n[[strand]]\nkey = 7\n";
    std::fs::write(folder.file("broken.toml"), broken).unwrap();
    let dir = folder.0.path().display().to_string();
    let found = folder.run(&["check", "editions", &dir]);
    check(&found, 1, "broken.toml:");
    assert!(out(&found).contains("broken.toml:5:"), "{}", out(&found));
    let told: Value =
        serde_json::from_slice(&folder.run(&["check", "editions", &dir, "--json"]).stdout).unwrap();
    assert_eq!(told["sound"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_is_proven_whole_until_somebody_alters_it() {
    let folder = Folder::migrated("audit");
    let add = |name: &str| {
        let email = format!("{name}@sample.example");
        let args = ["user", "add", email.as_str(), "--name", name];
        check(&folder.tell(&args, &format!("{PASSWORD}\n")), 0, "can sign in");
    };
    add("ana");
    add("bo");
    let whole = folder.json(&["audit", "verify", "--json"]);
    assert_eq!(whole["whole"], true);
    check(&folder.run(&["audit", "verify"]), 0, "The trail is whole: 2 entries.");

    let app = folder.app().await;
    let operator = Actor::operator();
    let altered = app.write(&operator, |tx| {
        Box::pin(async move {
            let sql = "update audit set event = 'other' where seq = 1 returning seq";
            let seq = tx.one(sql, Vec::new(), |row| row.get::<i64>("seq")).await?;
            tx.record(Event::new(Verb::Alteration, "added_note"));
            Ok(seq)
        })
    });
    assert_eq!(altered.await.unwrap(), 1);
    app.db().close().await;
    check(&folder.run(&["audit", "verify"]), 1, "the trail is broken: entry 1");
    let told: Value =
        serde_json::from_slice(&folder.run(&["audit", "verify", "--json"]).stdout).unwrap();
    assert_eq!((&told["whole"], &told["broken_at"]), (&Value::Bool(false), &Value::from(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_is_shown_first_taken_in_when_accepted_and_never_twice() {
    let folder = Folder::migrated("import");
    let (email, scheme) = folder.with_schemes().await;
    let args = ["import", "register", REGISTER, "--scheme", &scheme, "--as", &email];
    let accept = [args.as_slice(), &["--accept"]].concat();
    let json = |args: &[&str]| folder.json(&[args, &["--json"]].concat());

    check(&folder.run(&args), 0, "Nobody was registered.");
    let shown = json(&args);
    assert_eq!(shown["accepted"], false);
    let count = shown["taken"].as_u64().unwrap();
    assert!(count > 0, "{shown}");

    let taken = json(&accept);
    assert_eq!(taken["taken"].as_u64(), Some(count));
    let again = json(&accept);
    assert_eq!(again["taken"].as_u64(), Some(0), "{again}");
    assert!(again["unchanged"].as_u64() >= Some(count), "{again}");

    let mut nobody = args;
    nobody[6] = "nobody@sample.example";
    check(&folder.run(&nobody), 1, "nobody signs in as nobody@sample.example");
}

#[test]
fn a_key_that_the_configuration_does_not_know_is_told_with_its_file() {
    let folder = Folder::new("config");
    std::fs::write(folder.file("throughcare.toml"), "lisen = \"127.0.0.1:80\"\n").unwrap();
    check(&folder.run(&["user", "list"]), 2, "throughcare.toml");
    check(&folder.run(&["user", "list"]), 2, "lisen");
}

#[test]
fn a_configuration_that_is_named_must_be_there() {
    let folder = Folder::new("named");
    let named = Path::new("nowhere.toml");
    check(&folder.run(&["--config", &named.display().to_string(), "migrate"]), 2, "nowhere.toml");
}
