//! `facts check` and `facts generate`.

use std::process::ExitCode;

use crate::generate::{Asked, generate};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::{FactsVerb, Generate};

use super::told;

pub(crate) fn run(verb: FactsVerb) -> anyhow::Result<ExitCode> {
    match verb {
        FactsVerb::Check { folder } => {
            let found = crate::check::check(&folder)?;
            told::say(&found.to_string())?;
            Ok(if found.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        FactsVerb::Generate(asked) => make(&asked),
    }
}

fn make(asked: &Generate) -> anyhow::Result<ExitCode> {
    let bar = ProgressBar::new(asked.offences);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}") {
        bar.set_style(style);
    }
    bar.set_message("making up offences");
    let nation = Asked {
        offences: asked.offences,
        seed: asked.seed,
        effect: asked.effect,
        schemes: asked.schemes,
    };
    let made = generate(nation, &asked.out, |offences| bar.set_position(offences))?;
    bar.finish_and_clear();
    told::say(&format!(
        "{} offences of {} people, {} of them on a scheme at some time, in {}\n",
        made.offences,
        made.people,
        made.registered,
        asked.out.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
