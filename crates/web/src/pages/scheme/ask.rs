//! A page that asks: one form about one thing, shared by the pages that set the programme up.

use app::AppError;
use app::user::{DraftForm, DraftKey};
use serde::Serialize;

use crate::form::{DraftView, FieldErrors, Fields, FormView};
use crate::i18n::{Language, Msg, Words, typed_date};
use crate::msg;
use crate::pages::conflict::{self, Clash};
use crate::pages::draft;
use crate::refusal;
use crate::render::{Choice, Difference, Page};
use crate::server::{PageResult, Visit};

/// How a question is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Text,
    Date,
    LongText,
    Password,
    Radios,
    Checkboxes,
    Select,
}

/// One question of a form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Question {
    kind: Kind,
    name: &'static str,
    label: Msg,
    hint: Option<Msg>,
    choices: Vec<Choice>,
}

impl Question {
    pub(crate) const fn new(kind: Kind, name: &'static str, label: Msg) -> Self {
        Self { kind, name, label, hint: None, choices: Vec::new() }
    }

    #[must_use]
    pub(crate) fn hinted(mut self, hint: Msg) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The answers there are; a list to choose one of begins with none chosen.
    #[must_use]
    pub(crate) fn among(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        if self.kind == Kind::Select {
            self.choices.push(Choice::new("", msg!("Choose one")));
        }
        self.choices.extend(choices);
        self
    }

    /// An answer in words.
    fn words(&self, answer: &str, language: Language) -> Option<String> {
        let chosen = self.choices.iter().find(|it| it.value == answer);
        let words = chosen.map_or_else(|| answer.to_owned(), |it| said(&it.text, language));
        let words = if self.kind == Kind::Date { typed_date(&words, language) } else { words };
        Some(words).filter(|it| !it.is_empty() && self.kind != Kind::Password)
    }
}

/// A form before anything is typed into it.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) title: Words,
    pub(crate) action: String,
    pub(crate) back: String,
    pub(crate) button: Msg,
    pub(crate) questions: Vec<Question>,
    /// What the fields begin with: how it stands now.
    pub(crate) now: Vec<(&'static str, String)>,
    /// The version that a change is based on.
    pub(crate) version: Option<i64>,
    /// What it is about, as the trail names it.
    pub(crate) about: Option<(&'static str, String)>,
    /// The draft that is kept of it, where one is.
    pub(crate) draft: Option<DraftKey>,
}

/// The form as a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AskPage {
    title: Words,
    action: String,
    back: String,
    button: Msg,
    questions: Vec<Question>,
    form: FormView,
}

impl Ask {
    fn names(&self) -> Vec<&'static str> {
        self.questions.iter().map(|it| it.name).chain(["version"]).collect()
    }

    fn page(self, form: FormView) -> AskPage {
        let Self { title, action, back, button, questions, .. } = self;
        AskPage { title, action, back, button, questions, form }
    }

    /// The form for the first time, or with what was typed into it before.
    pub(crate) async fn show(self, visit: &Visit) -> PageResult {
        let form = match &self.draft {
            Some(key) => draft::resume(visit, self.blank(), key).await?,
            None => self.blank(),
        };
        visit.render(&self.page(form))
    }

    fn blank(&self) -> FormView {
        let mut form = FormView::blank(&self.names());
        for (name, value) in &self.now {
            form = form.with(name, value.clone());
        }
        match self.version {
            Some(version) => form.with("version", version.to_string()),
            None => form,
        }
    }

    /// The form again, with what is wrong and everything that was typed. It stays based on the
    /// version it was first shown with.
    pub(crate) fn again(self, visit: &Visit, fields: &Fields, errors: FieldErrors) -> PageResult {
        let form = FormView::again(&self.names(), fields, errors);
        visit.render(&self.page(form))
    }

    /// The form again where a rule said no or two versions met; anything else is a problem page.
    pub(crate) async fn refused(
        self,
        visit: &Visit,
        fields: &Fields,
        error: AppError,
    ) -> PageResult {
        let told = match &error {
            AppError::Refused(it) => refusal::words(it),
            AppError::Conflict(what) => refusal::conflict(*what),
            AppError::Stale { .. } => return self.conflict(visit, fields).await,
            AppError::Forbidden(_)
            | AppError::Hidden
            | AppError::NotFound(_)
            | AppError::Unavailable
            | AppError::Internal(_) => return Err(error.into()),
        };
        let field = self.questions.first().map_or("", |it| it.name);
        self.again(visit, fields, FieldErrors::one(field, told))
    }

    /// Both versions side by side: how it stands now, and what was sent.
    async fn conflict(self, visit: &Visit, fields: &Fields) -> PageResult {
        let language = visit.language;
        let difference = |question: &Question| {
            let now = self.now.iter().find(|(name, _)| *name == question.name);
            let sent: Vec<String> =
                fields.all(question.name).filter_map(|it| question.words(it, language)).collect();
            Difference {
                label: question.label.clone().into(),
                theirs: now.and_then(|(_, value)| question.words(value, language)),
                yours: Some(sent.join("\n")).filter(|it| !it.is_empty()),
            }
        };
        let clash = Clash {
            about: self.about.iter().cloned().collect(),
            differences: self.questions.iter().map(difference).collect(),
            action: self.action,
            fields,
            version: self.version.unwrap_or_default(),
            current_href: self.back,
        };
        conflict::conflict(visit, clash).await
    }
}

/// The version that a form was based on; a form without one is based on none.
pub(crate) fn version_of(fields: &Fields) -> i64 {
    fields.first("version").and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// The key of this submission; a form without one is a submission of its own.
pub(crate) fn once_of(visit: &Visit, fields: &Fields) -> String {
    let sent = fields.first("once").filter(|it| !it.is_empty());
    sent.map_or_else(|| visit.web.app.ids().uuid().to_string(), str::to_owned)
}

fn said(words: &Words, language: Language) -> String {
    match words {
        Words::Ours(msg) => language.say(msg),
        Words::Typed { typed } => typed.clone(),
    }
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "pages/scheme/ask.html";

    fn samples() -> Vec<Self> {
        let choices =
            || [Choice::new("1", Words::typed("Sampleton")), Choice::new("2", msg!("Yes"))];
        let kinds = [
            (Kind::Text, "one"),
            (Kind::Date, "two"),
            (Kind::LongText, "three"),
            (Kind::Password, "four"),
            (Kind::Radios, "five"),
            (Kind::Checkboxes, "six"),
            (Kind::Select, "seven"),
        ];
        let question = |(kind, name)| Question::new(kind, name, msg!("First day")).among(choices());
        let ask = Ask {
            title: msg!("Places").into(),
            action: "/schemes/1/change/capacity".to_owned(),
            back: "/schemes/1".to_owned(),
            button: msg!("Save"),
            questions: kinds.into_iter().map(question).collect(),
            now: vec![("one", "20".to_owned())],
            version: Some(3),
            about: None,
            draft: None,
        };
        let hinted = |it: Question| it.hinted(msg!("A number, for example 20"));
        let with_hints = Ask {
            questions: ask.questions.clone().into_iter().map(hinted).collect(),
            version: None,
            ..ask.clone()
        };
        let sent = Fields::from_pairs([("one", "none")]);
        let wrong = FieldErrors::one("one", msg!("A number, for example 20"));
        let again = FormView::again(&ask.names(), &sent, wrong);
        let kept = ask.blank().drafted(DraftView::sample(DraftForm::Scheme));
        let blank = with_hints.blank();
        vec![ask.clone().page(kept), ask.page(again), with_hints.page(blank)]
    }
}
