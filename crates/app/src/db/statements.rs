//! Statements as named constants with a list, so that one test prepares every one of them on
//! both databases.

/// A named SQL text.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// The constant's name, for error messages.
    pub name: &'static str,
    /// The text, the same for both databases.
    pub sql: &'static str,
}

/// Declares the statements of one slice: `statements! { INSERT = "insert ..."; }`.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)*
        /// Every statement of this slice.
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[$crate::db::Statement] = &[
            $($crate::db::Statement { name: stringify!($name), sql: $name }),*
        ];
    };
}
pub(crate) use statements;

/// Every statement of every slice.
#[cfg(test)]
pub(crate) fn every_statement() -> impl Iterator<Item = &'static Statement> {
    [
        crate::agency::sql::STATEMENTS,
        crate::area::sql::STATEMENTS,
        crate::audit::sql::STATEMENTS,
        crate::caseload::sql::STATEMENTS,
        crate::criteria::sql::STATEMENTS,
        crate::decision::sql::STATEMENTS,
        crate::demo::sql::STATEMENTS,
        crate::gate::sql::STATEMENTS,
        crate::import::lookup::STATEMENTS,
        crate::import::sql::STATEMENTS,
        crate::import::take::sql::STATEMENTS,
        crate::job::sql::STATEMENTS,
        crate::nomination::sql::STATEMENTS,
        crate::notice::sql::STATEMENTS,
        crate::operator::sql::STATEMENTS,
        crate::person::find_sql::STATEMENTS,
        crate::person::read_sql::STATEMENTS,
        crate::person::sql::STATEMENTS,
        crate::registration::assignment_sql::STATEMENTS,
        crate::registration::period_sql::STATEMENTS,
        crate::registration::sql::STATEMENTS,
        crate::removal::sql::STATEMENTS,
        crate::removal::reached_sql::STATEMENTS,
        crate::review::sql::STATEMENTS,
        crate::scheme::sql::STATEMENTS,
        crate::sim::sql::STATEMENTS,
        crate::scheme::store::STATEMENTS,
        crate::user::accounts::STATEMENTS,
        crate::timeline::sql::STATEMENTS,
        crate::today::sql::STATEMENTS,
        crate::user::draft::STATEMENTS,
        crate::user::session::STATEMENTS,
        crate::user::sign_in::STATEMENTS,
        crate::user::sql::STATEMENTS,
    ]
    .into_iter()
    .flatten()
}
