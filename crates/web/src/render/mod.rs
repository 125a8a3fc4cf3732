//! Turns a page into HTML. A [`Page`] is data without a language; its template holds the wording.
//!
//! Templates come from two embedded folders: ours (`templates/`) and the published components
//! fetched at set-up. The published macros lean on undefined values being empty, so the engine is
//! told to chain them; our own templates are kept strict by two other means: the formatter refuses
//! to print an undefined value in them, and a test checks every `page.…` path that a page's
//! template reads against what its samples hold.

mod accessibility;
mod escape;
mod frame;
mod functions;
mod parts;
mod privacy;
mod problem;
mod registry;

#[cfg(test)]
mod tests;

pub use accessibility::AccessibilityPage;
pub use frame::{Frame, Navigation, Notice, NoticeKind, Setting, SignedIn};
pub use parts::{
    Chip, ChipGroup, Choice, FilterPanel, Identity, NavItem, PageLink, Pagination, SummaryRow, Tag,
    TimelineItem, Tone, Why, WhyInput,
};
pub use privacy::PrivacyPage;
pub use problem::{ConflictPage, Difference, NotFoundPage, RefusedPage, ServerErrorPage};
pub use registry::{Registered, pages};

use crate::i18n::Language;
use axum::response::Html;
use minijinja::value::{Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context,
};
use minijinja_contrib::pycompat::unknown_method_callback;
use rust_embed::RustEmbed;
use serde::Serialize;

/// The import path of the published components.
const PUBLISHED: [&str; 2] = ["govuk_frontend_jinja/", "moj/"];

#[derive(RustEmbed)]
#[folder = "../../templates"]
#[include = "*.html"]
struct Ours;

// Its page layout nests blocks in a macro, which the engine refuses; `layout.html` is ours.
#[derive(RustEmbed)]
#[folder = "../../.setup/templates"]
#[include = "*.html"]
#[exclude = "govuk_frontend_jinja/template.html"]
struct Published;

/// What a template shows between header and footer.
pub trait Page: Serialize {
    /// Its path under `templates/`, such as `pages/person/show.html`.
    const TEMPLATE: &'static str;

    /// Pages that between them show everything the template can show. A test renders them all.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// A rendered page, or what is wrong with its template.
pub type Rendered<T = Html<String>> = Result<T, Error>;

/// Every template, ready in both languages.
#[derive(Debug)]
pub struct Templates {
    english: Environment<'static>,
    welsh: Environment<'static>,
}

impl Templates {
    pub fn new() -> Self {
        Self { english: environment(Language::English), welsh: environment(Language::Welsh) }
    }

    pub(crate) fn in_language(&self, language: Language) -> &Environment<'static> {
        match language {
            Language::English => &self.english,
            Language::Welsh => &self.welsh,
        }
    }

    /// The names of our own templates.
    #[cfg(test)]
    pub(crate) fn names() -> impl Iterator<Item = String> {
        Ours::iter().map(std::borrow::Cow::into_owned)
    }
}

impl Default for Templates {
    fn default() -> Self {
        Self::new()
    }
}

/// The page inside its frame, in the frame's language.
pub fn render<P: Page>(templates: &Templates, frame: &Frame, page: &P) -> Rendered {
    let template = templates.in_language(frame.language).get_template(P::TEMPLATE)?;
    let values = context! { frame => Value::from(Serde(frame)), page => Value::from(Serde(page)) };
    template.render(values).map(Html)
}

fn environment(language: Language) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_loader(load);
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_unknown_method_callback(unknown_method_callback);
    env.set_formatter(print);
    functions::add(&mut env, language);
    env
}

#[expect(clippy::unnecessary_wraps, reason = "the engine's signature")]
fn load(name: &str) -> Result<Option<String>, Error> {
    let file = Ours::get(name).or_else(|| Published::get(name));
    Ok(file.map(|it| String::from_utf8_lossy(&it.data).into_owned()))
}

/// Prints and escapes, but refuses to print what does not exist in a template of ours.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() && !is_published(state.name()) {
        let message = format!("{} prints a value that does not exist", state.name());
        return Err(Error::new(ErrorKind::UndefinedError, message));
    }
    let html = matches!(state.auto_escape(), AutoEscape::Html);
    match value.as_str().filter(|_| html && !value.is_safe()) {
        Some(text) => Ok(out.write_str(&escape::escape(text))?),
        None => minijinja::escape_formatter(out, state, value),
    }
}

fn is_published(template: &str) -> bool {
    PUBLISHED.iter().any(|it| template.starts_with(it))
}
