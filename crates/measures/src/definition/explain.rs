//! A definition in plain words, with its sources.

pub(super) mod say;

use std::fmt::Write as _;

use super::{Definition, Kind};

/// Letters in a line of what is printed.
const WIDTH: usize = 88;

impl Definition {
    /// The definition in plain words, every choice with its source.
    pub fn explain(&self) -> String {
        let mut text = format!("{} ({})\n", self.title, self.key);
        paragraph(&mut text, "", &self.about);
        let until = self.to.map_or(String::new(), |it| format!(" to {it}"));
        paragraph(&mut text, "", &format!("Stands from {}{until}. {}", self.from, self.gives()));
        text.push_str("\nChoices\n");
        for it in &self.parameters {
            let since =
                if it.from == self.from { String::new() } else { format!(", from {}", it.from) };
            let basis = it.basis.key();
            let words = format!("{}: {}. [{}; {basis}{since}]", it.name, it.words, it.source);
            paragraph(&mut text, "  ", &words);
        }
        if !self.limits.is_empty() {
            text.push_str("\nWhat it cannot say\n");
        }
        for limit in &self.limits {
            paragraph(&mut text, "  ", limit);
        }
        text
    }

    /// What figures come out of it.
    const fn gives(&self) -> &'static str {
        match self.kind {
            Kind::Reoffending(_) => {
                "Gives, for every area and group: people, offences before and after, percent \
                 change, share who re-offended, frequency per 100 people and per re-offender, \
                 severity, each with a 95% interval."
            }
            Kind::Survival(_) => {
                "Gives the share with no proven re-offence by each day (Kaplan-Meier), groups \
                 compared (log-rank), and hazard ratios (Cox)."
            }
            Kind::Expected(_) => {
                "Gives how many re-offended against how many of such people usually do, with an \
                 exact Poisson interval."
            }
            Kind::Equality(_) => {
                "Gives rates by group, rate ratios with intervals, and a question to answer \
                 wherever an interval leaves out 1."
            }
            Kind::DataQuality(_) => "Gives, for every scheme, how many records have which fault.",
        }
    }
}

/// Adds a paragraph, broken into lines that fit.
pub(crate) fn paragraph(text: &mut String, indent: &str, words: &str) {
    let mut width = 0;
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        if width == 0 {
            let _ = write!(text, "{indent}{word}");
            width = indent.len() + letters;
        } else if width + 1 + letters > WIDTH {
            let _ = write!(text, "\n{indent}  {word}");
            width = indent.len() + 2 + letters;
        } else {
            let _ = write!(text, " {word}");
            width += 1 + letters;
        }
    }
    text.push('\n');
}
