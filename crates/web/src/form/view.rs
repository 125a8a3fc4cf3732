//! A form as a template shows it: what was typed, and beside each field what is wrong with it.

use super::Fields;
use crate::i18n::Msg;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is wrong with a form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FieldErrors {
    errors: Vec<FieldError>,
}

/// One fault: the field to mend and the sentence that says how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    pub field: String,
    /// The element that the error summary links to.
    pub id: String,
    pub msg: Msg,
}

impl FieldErrors {
    /// A field shows its first fault; the others usually follow from it.
    pub fn push(&mut self, field: &str, msg: Msg) {
        if self.at(field).is_none() {
            self.errors.push(FieldError { field: field.to_owned(), id: field_id(field), msg });
        }
    }

    pub fn one(field: &str, msg: Msg) -> Self {
        let mut errors = Self::default();
        errors.push(field, msg);
        errors
    }

    pub fn at(&self, field: &str) -> Option<&Msg> {
        self.errors.iter().find(|it| it.field == field).map(|it| &it.msg)
    }

    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.errors.iter()
    }
}

/// A field: `page.form.field.born_on` in a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldView {
    pub id: String,
    pub name: String,
    pub value: String,
    /// All values of a repeated field, such as ticked boxes.
    pub values: Vec<String>,
    pub error: Option<Msg>,
    /// The date as it was understood (ISO), to be read back in words.
    pub echo: Option<String>,
}

impl FieldView {
    fn blank(name: &str) -> Self {
        Self {
            id: field_id(name),
            name: name.to_owned(),
            value: String::new(),
            values: Vec::new(),
            error: None,
            echo: None,
        }
    }
}

/// A draft of a form, as the form carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftView {
    /// The form and what it is about: `review/0190d2c1-…`.
    pub key: String,
    /// The page on which it is typed.
    pub at: String,
    /// Who types, so that nobody else who signs in after them is given it.
    pub by: String,
    /// Whether there is anything to discard.
    pub is_kept: bool,
    /// ISO instant of when it was last kept, where that is known.
    pub saved_at: Option<String>,
}

impl DraftView {
    /// The fields in which a form carries its draft's key, page and writer.
    pub const FIELDS: [&str; 3] = ["draft", "draft_at", "draft_by"];

    /// The draft that a form was sent with. It was kept before anything else was done.
    fn sent(fields: &Fields) -> Option<Self> {
        let [key, at, by] = Self::FIELDS.map(|it| fields.first(it).map(str::to_owned));
        Some(Self { key: key?, at: at?, by: by?, is_kept: true, saved_at: None })
    }

    /// The word of its form.
    fn form(&self) -> &str {
        self.key.split('/').next().unwrap_or_default()
    }
}

/// A whole form: `page.form`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormView {
    pub field: BTreeMap<String, FieldView>,
    pub errors: FieldErrors,
    /// The drafts of the forms that a page holds, each under the word of its form.
    pub drafts: BTreeMap<String, DraftView>,
}

impl FormView {
    /// An empty form with these fields. A template that names another field does not render.
    pub fn blank(names: &[&str]) -> Self {
        let field = names.iter().map(|name| ((*name).to_owned(), FieldView::blank(name))).collect();
        Self { field, ..Self::default() }
    }

    /// The form with what was typed into it in place of what it began with.
    #[must_use]
    pub fn typed(mut self, fields: &Fields) -> Self {
        for (name, field) in &mut self.field {
            let values: Vec<String> = fields.all(name).map(str::to_owned).collect();
            if let Some(first) = values.first() {
                field.value.clone_from(first);
                field.values = values;
            }
        }
        self
    }

    /// The form with a draft that is kept while it is typed.
    #[must_use]
    pub fn drafted(mut self, draft: DraftView) -> Self {
        self.drafts.insert(draft.form().to_owned(), draft);
        self
    }

    /// The form as it was sent, with what is wrong. Nothing typed is lost. An error of no field
    /// of the form is shown in the summary only.
    pub fn again(names: &[&str], fields: &Fields, errors: FieldErrors) -> Self {
        let mut form = Self::blank(names).typed(fields);
        if let Some(draft) = DraftView::sent(fields) {
            form = form.drafted(draft);
        }
        for error in errors.iter() {
            if let Some(field) = form.field.get_mut(&error.field) {
                field.error = Some(error.msg.clone());
            }
        }
        form.errors = errors;
        form
    }

    /// Sets what an edit form starts with.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Some(field) = self.field.get_mut(name) {
            field.value = value.into();
            field.values = vec![field.value.clone()];
        }
        self
    }

    /// Ticks boxes.
    #[must_use]
    pub fn ticked<V: Into<String>>(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        if let Some(field) = self.field.get_mut(name) {
            field.values = values.into_iter().map(Into::into).collect();
            field.value = field.values.first().cloned().unwrap_or_default();
        }
        self
    }

    /// Reads a date back in words under its field.
    #[must_use]
    pub fn echoed(mut self, name: &str, date: Date) -> Self {
        if let Some(field) = self.field.get_mut(name) {
            field.echo = Some(date.to_string());
        }
        self
    }
}

/// The element id of a field: letters, digits, `-` and `_` only, so that `#id` is a valid link.
pub fn field_id(name: &str) -> String {
    let keep = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    let id = name.replace(|it: char| !keep(it), "-");
    id.trim_matches('-').to_owned()
}
