//! `throughcare demo`: an invented area, made once and served.

use app::App;
use app::db::{Db, Place};
use app::demo::{self, Demo as Wanted, PASSWORD};
use app::user::DemoAccounts;
use web::{CookieTravels, Settings};

use crate::cli::Demo;
use crate::config::{Config, Jobs};
use crate::failure::{Failure, Outcome};
use crate::{open, serve, user};

pub(crate) async fn demo(asked: &Demo, _config: &Config) -> Outcome {
    let file = asked.data_dir.join("throughcare.db");
    let db = open::db(&Place::Sqlite(file)).await?;
    db.migrate().await?;
    let app = open::over(db.clone())?;
    if demo::is_empty(&app).await? {
        make(&db, &app, asked).await?;
    } else {
        println!("The demo in {} is served as it was left.", asked.data_dir.display());
    }
    print_accounts(&app).await?;
    let settings = Settings { demo: DemoAccounts::Accepted, cookie: CookieTravels::Anyhow };
    serve::pages(&app, settings, &asked.listen, Jobs::InProcess).await
}

async fn make(db: &Db, app: &App, asked: &Demo) -> Outcome {
    println!("Making an invented area from seed {} ...", asked.seed);
    let wanted = Wanted { seed: asked.seed, people: asked.people };
    let made = demo::make(db, wanted, app.clock().now()).await;
    made.map(drop).map_err(|error| {
        Failure::refused(format!(
            "the demo was not made: {error:#}; remove the folder {} before trying again",
            asked.data_dir.display()
        ))
    })
}

async fn print_accounts(app: &App) -> Outcome {
    let (accounts, today) = user::accounts(app).await?;
    let width = accounts.iter().map(|it| it.user.email.chars().count()).max().unwrap_or(0);
    println!("\nWho can sign in:");
    for account in accounts.iter().filter(|it| it.user.is_demo) {
        for held in user::held_on(account, today) {
            let over = held.over_name.as_deref().unwrap_or("England and Wales");
            let role = held.role.key();
            println!("  {:width$}  {role:23}  {over}", account.user.email);
        }
    }
    println!("\nEvery account's password is: {PASSWORD}");
    Ok(())
}
