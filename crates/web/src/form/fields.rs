//! The name and value pairs of a form, in the order in which they were sent.

/// Whole body, encoded: a note of two million letters passes.
const BODY_SIZE_BYTES: usize = 4 * 1024 * 1024;
/// Enough for every box of a bulk action on the longest page.
const FIELD_COUNT: usize = 5_000;

/// What was sent. Names may repeat, as ticked boxes do.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields {
    pairs: Vec<(String, String)>,
}

/// Why a body was not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRefusal {
    TooLarge { size_bytes: usize, limit_bytes: usize },
    TooManyFields { count: usize, limit: usize },
    NotAForm,
}

impl Fields {
    /// The most that a handler should let in.
    pub const BODY_SIZE_BYTES: usize = BODY_SIZE_BYTES;

    /// Reads `application/x-www-form-urlencoded`. Bytes that are not UTF-8 become `U+FFFD`.
    pub fn parse(body: &[u8]) -> Result<Self, BodyRefusal> {
        if body.len() > BODY_SIZE_BYTES {
            let (size_bytes, limit_bytes) = (body.len(), BODY_SIZE_BYTES);
            return Err(BodyRefusal::TooLarge { size_bytes, limit_bytes });
        }
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(body).map_err(|_| BodyRefusal::NotAForm)?;
        if pairs.len() > FIELD_COUNT {
            return Err(BodyRefusal::TooManyFields { count: pairs.len(), limit: FIELD_COUNT });
        }
        Ok(Self { pairs })
    }

    pub fn from_pairs<N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<String>,
    {
        let pairs = pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { pairs }
    }

    pub fn first(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// As a form is sent, which [`Self::parse`] reads again.
    pub fn encoded(&self) -> String {
        // Pairs of text cannot fail to encode.
        serde_html_form::to_string(&self.pairs).unwrap_or_default()
    }

    /// The pairs but for those with these names.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.pairs.retain(|(name, _)| !names.contains(&name.as_str()));
        self
    }

    /// The pairs, and one more where there is one.
    #[must_use]
    pub fn with(mut self, pair: Option<(&str, &str)>) -> Self {
        self.pairs.extend(pair.map(|(name, value)| (name.to_owned(), value.to_owned())));
        self
    }

    /// Every pair in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Names only: values are about people.
impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.pairs.iter().map(|(name, _)| name)).finish()
    }
}
