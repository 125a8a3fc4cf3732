//! Counts one person's offences for every cohort that the person is in.
