//! What the file and the environment may say, and what is answered when they say it wrong.

use app::db::Place;
use app::user::DemoAccounts;
use web::CookieTravels;

use super::{Config, Jobs, LogFormat, LogLevel};
use crate::failure::{Failure, Outcome};

fn read(file: &str, environment: &[(&str, &str)]) -> Outcome<Config> {
    let environment = environment.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
    Config::from_parts(Some(("t.toml".to_owned(), file.to_owned())), environment)
}

fn check_refused(file: &str, environment: &[(&str, &str)], sentence: &str) {
    assert_eq!(read(file, environment), Err(Failure::Usage(sentence.to_owned())));
}

#[test]
fn without_a_file_the_database_is_embedded_and_jobs_run_in_the_same_process() {
    let config = Config::from_parts(None, std::iter::empty()).unwrap();
    assert_eq!(config.database, Place::Sqlite("throughcare.db".into()));
    assert_eq!(config.listen, "127.0.0.1:8080");
    assert_eq!(config.cookie, CookieTravels::Encrypted);
    assert_eq!(config.demo_accounts, DemoAccounts::Refused);
    assert_eq!(config.jobs_in_process, Jobs::InProcess);
    assert_eq!(config.log_format, LogFormat::Pretty);
    assert_eq!(config.log_level, LogLevel::Info);
}

#[test]
fn on_a_server_jobs_run_in_processes_of_their_own_unless_said_otherwise() {
    let url = "[database]\nurl = \"postgres://a@b/c\"\n";
    assert_eq!(read(url, &[]).unwrap().jobs_in_process, Jobs::Apart);
    let both = format!("{url}[jobs]\nin_process = true\n");
    assert_eq!(read(&both, &[]).unwrap().jobs_in_process, Jobs::InProcess);
}

#[test]
fn the_environment_takes_the_place_of_the_file() {
    let file = "listen = \"127.0.0.1:1\"\n[log]\nformat = \"json\"\n";
    let config = read(file, &[("THROUGHCARE_LISTEN", "127.0.0.1:2"), ("HOME", "x")]).unwrap();
    assert_eq!(config.listen, "127.0.0.1:2");
    assert_eq!(config.log_format, LogFormat::Json);
}

#[test]
fn reads_may_go_to_a_replica() {
    let environment = [
        ("THROUGHCARE_DATABASE_URL", "postgres://a@b/c"),
        ("THROUGHCARE_DATABASE_READ_URL", "postgres://a@d/c"),
    ];
    let expected =
        Place::Postgres { write: "postgres://a@b/c".into(), read: "postgres://a@d/c".into() };
    assert_eq!(read("", &environment).unwrap().database, expected);
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    check_refused(
        "[database]\nurll = \"sqlite:x\"\n",
        &[],
        "the configuration t.toml sets database.urll, which is not known; \
         did you mean database.url?",
    );
    check_refused(
        "",
        &[("THROUGHCARE_LISTN", "x")],
        "the environment sets THROUGHCARE_LISTN, which is not known; \
         did you mean THROUGHCARE_LISTEN?",
    );
}

#[test]
fn a_wrong_value_is_told_with_its_place_and_what_would_be_right() {
    check_refused("cookie = \"maybe\"\n", &[], "cookie in t.toml should be encrypted or anyhow");
    check_refused(
        "listen = \"8080\"\n",
        &[],
        "listen in t.toml should be HOST:PORT, for instance 127.0.0.1:8080",
    );
    check_refused(
        "",
        &[("THROUGHCARE_LOG_LEVEL", "loud")],
        "THROUGHCARE_LOG_LEVEL in the environment should be error or warn or info or debug or \
         trace",
    );
    check_refused("listen = [1]\n", &[], "listen in t.toml should be a single value");
}

#[test]
fn the_value_of_a_wrong_address_is_not_repeated_since_it_may_hold_a_password() {
    let failure = read("", &[("THROUGHCARE_DATABASE_URL", "mysql://a:secret@b/c")]).unwrap_err();
    assert!(!failure.to_string().contains("secret"), "{failure}");
}

#[test]
fn an_embedded_database_has_no_replica() {
    check_refused(
        "[database]\nread_url = \"postgres://a@b/c\"\n",
        &[],
        "database.read_url in t.toml should be left out: an embedded database has no replica",
    );
}

#[test]
fn a_file_that_is_not_toml_is_refused() {
    let failure = read("listen = ", &[]).unwrap_err();
    assert!(failure.to_string().starts_with("the configuration t.toml is not TOML"), "{failure}");
    assert_eq!(failure.code(), 2);
}
