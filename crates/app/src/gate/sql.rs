//! Statements of the gates themselves.

use crate::db::statements;

statements! {
    /// Taken first by every write: writers stand in line here, so each sees all that the one
    /// before it did, on either database.
    TAKE_TURN = "
        update audit_head
           set turns = turns + 1
         where audit_head_id = 1";

    INSERT_FACT = "
        insert into fact
            (person_id, fact_id, kind, scheme_id, happened_on, known_at, detail)
        values ($1, $2, $3, $4, $5, $6, $7)";

    FIND_SUBMISSION = "
        select outcome
          from submission
         where user_id = $1
           and submission_id = $2";

    INSERT_SUBMISSION = "
        insert into submission (user_id, submission_id, outcome, submitted_at)
        values ($1, $2, $3, $4)";

    PING = "select 1 as alive";
}
