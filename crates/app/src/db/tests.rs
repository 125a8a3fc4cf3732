//! One SQL text on both databases.

use super::{every_statement, migrations};
use crate::actor::Actor;
use crate::db::args;
use crate::testing::{TestApp, each_database};

async fn prepare_all(app: &TestApp) {
    for statement in every_statement() {
        let mut link = app.db().begin_write().await.unwrap();
        if let Err(error) = link.prepare(statement.sql).await {
            panic!("{} on {}: {error:?}", statement.name, app.db().name());
        }
    }
}

#[tokio::test]
async fn every_statement_prepares_on_both_databases() {
    each_database(prepare_all).await;
}

#[tokio::test]
async fn migrating_twice_takes_no_step_twice() {
    each_database(async |app| {
        assert_eq!(app.db().migrate().await.unwrap(), Vec::<String>::new());
        assert!(app.db().is_current().await.unwrap());
    })
    .await;
}

#[test]
fn every_sql_file_of_a_slice_is_in_the_list_that_is_prepared() {
    let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let list = std::fs::read_to_string(src.join("db/statements.rs")).unwrap();
    let mut missing = Vec::new();
    visit(&src, &mut |path, text| {
        let of_the_seam = path.parent().is_some_and(|it| it.ends_with("src/db"));
        if !text.contains("statements! {") || of_the_seam {
            return;
        }
        let inside = path.strip_prefix(&src).unwrap().with_extension("");
        let module = inside.to_string_lossy().trim_end_matches("/mod").replace('/', "::");
        if !list.contains(&format!("crate::{module}::STATEMENTS")) {
            missing.push(module);
        }
    });
    assert_eq!(missing, Vec::<String>::new(), "not prepared by any test");
}

fn visit(folder: &std::path::Path, seen: &mut impl FnMut(&std::path::Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, seen);
        } else if path.extension().is_some_and(|it| it == "rs") {
            seen(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn migrations_are_numbered_without_gaps() {
    for (index, migration) in migrations().iter().enumerate() {
        assert!(migration.name.starts_with(&format!("{:04}_", index + 1)), "{}", migration.name);
    }
}

#[tokio::test]
async fn text_sorts_alike_on_both_databases() {
    each_database(async |app| {
        for name in ["b", "A", "a", "Z"] {
            app.housekeep(INSERT_AREA, args![name, name]).await.unwrap();
        }
        let sorted = app
            .read(&Actor::system(), |rx| {
                Box::pin(rx.all(AREAS, args![], |row| row.get::<String>("name")))
            })
            .await
            .unwrap();
        assert_eq!(sorted, ["A", "Z", "a", "b"], "{}", app.db().name());
    })
    .await;
}

const INSERT_AREA: &str = "
    insert into area (area_id, level, name, opened_on, version)
    values ($1, 'cdrp', $2, '2004-01-01', 1)";
const AREAS: &str = "select name from area order by name";

#[tokio::test]
async fn a_list_bound_as_one_value_is_a_set_on_both_databases() {
    const FOUND: &str = "select value from json_each($1)";
    each_database(async |app| {
        let mut found = app
            .read(&Actor::system(), |rx| {
                let list = args!["[\"x\",\"y\"]"];
                Box::pin(rx.all(FOUND, list, |row| row.get::<String>("value")))
            })
            .await
            .unwrap();
        found.sort();
        assert_eq!(found, ["x", "y"]);
    })
    .await;
}
