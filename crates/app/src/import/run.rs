//! A register in one call, for the command line: read, judged, and taken in if that is wanted.

use domain::id::{ImportId, SchemeId};

use super::mapping::{Mapping, MappingFault};
use super::read::preview;
use super::sheet::SheetFault;
use super::take::{Progress, take_in};
use super::upload::{accept, upload};
use super::{Counts, Stage, Upload, Wording, annotated, open, stage};
use crate::actor::Actor;
use crate::error::{AppError, AppResult};
use crate::gate::App;

/// Bring a register in from a file.
#[derive(Debug)]
pub struct RunRegister {
    /// The scheme whose register it is.
    pub scheme: SchemeId,
    /// The file's name.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What its columns hold; guessed where none is given.
    pub mapping: Option<Mapping>,
    /// How far to go.
    pub accept: Accept,
    /// The words of the sheet that is given back.
    pub wording: Wording,
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// Judge every row and write none.
    PreviewOnly,
    /// Take in every row that needs no choice.
    All,
}

/// What became of a register.
#[derive(Clone)]
pub struct Outcome {
    /// The import, to be looked at on its page.
    pub import: ImportId,
    /// Rows taken in; on a preview, rows that would be.
    pub taken: usize,
    /// Rows that were taken in before.
    pub unchanged: usize,
    /// Rows that may be about somebody known, which a person has to say.
    pub needs_choice: usize,
    /// Rows refused for their faults.
    pub refused: usize,
    /// By how many people the scheme is, or would be, over its capacity.
    pub over_capacity_by: Option<u32>,
    /// The sheet with the result of every row, in the kind of file it came in.
    pub annotated: Vec<u8>,
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outcome({})", self.import)
    }
}

/// Why a register was not read at all. Nothing was kept of it, unless only its columns were at
/// fault.
#[derive(Debug, thiserror::Error)]
pub enum RunFault {
    /// The file cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetFault),
    /// The columns cannot be read so.
    #[error(transparent)]
    Mapping(#[from] MappingFault),
    /// Anything else.
    #[error(transparent)]
    App(#[from] AppError),
}

/// Brings a register in.
pub async fn run_register(
    app: &App,
    actor: &Actor,
    run: RunRegister,
    on_progress: impl Fn(Progress),
) -> Result<Outcome, RunFault> {
    let opened = open(run.bytes).await??;
    let mapping = run.mapping.unwrap_or_else(|| opened.guess.mapping.clone());
    mapping.check(&opened.sheet)?;
    let cmd = Upload { scheme: run.scheme, file_name: run.file_name, opened };
    let cmd = &cmd;
    let import = app.write(actor, |tx| Box::pin(upload(tx, cmd))).await?;
    stage(app, actor, &Stage { import, mapping, version: 1 }).await??;
    if run.accept == Accept::All {
        accept_all(app, actor, import).await?;
        take_in(app, import, on_progress).await?;
    }
    let shown = app.read(actor, |rx| Box::pin(preview(rx, import))).await?;
    let (_, annotated) = annotated(app, actor, import, run.wording).await?;
    let Counts { new, known, taken, unchanged, undecided, refused, .. } = shown.counts;
    Ok(Outcome {
        import,
        taken: match run.accept {
            Accept::PreviewOnly => new + known,
            Accept::All => taken,
        },
        unchanged,
        needs_choice: undecided,
        refused,
        over_capacity_by: shown.over_capacity_by,
        annotated,
    })
}

async fn accept_all(app: &App, actor: &Actor, import: ImportId) -> AppResult<()> {
    app.write(actor, |tx| {
        Box::pin(async move {
            let version = super::read::import(tx, import).await?.version;
            accept(tx, import, version).await
        })
    })
    .await
}
