//! How far the work is, for whoever watches a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on the error output; nothing is drawn where that is no terminal.
pub(super) struct Progress(ProgressBar);

/// The bar counts in thousandths.
const WHOLE: u64 = 1000;

impl Progress {
    /// Work of which the end is not known.
    pub(super) fn waiting(words: &str) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_message(words.to_owned());
        bar.enable_steady_tick(std::time::Duration::from_millis(100));
        Self(bar)
    }

    /// Work of which the share done is told.
    pub(super) fn share(words: &str) -> Self {
        let bar = ProgressBar::new(WHOLE);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}") {
            bar.set_style(style);
        }
        bar.set_message(words.to_owned());
        Self(bar)
    }

    pub(super) fn done(&self, share: f64) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share lies between 0 and 1"
        )]
        self.0.set_position((share * WHOLE as f64) as u64);
    }

    pub(super) fn say(&self, words: String) {
        self.0.set_message(words);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
