//! Expected re-offending by the Offender Group Reconviction Scale 3.
