//! Statements of the simulation: what a step does not show by itself.

use crate::db::statements;

statements! {
    SET_CAPACITY = "
        update scheme
           set capacity = $1";

    NOMINATION_VERSION = "
        select version
          from nomination
         where nomination_id = $1";

    REMOVAL_VERSION = "
        select coalesce(max(version), 0) as version
          from removal
         where registration_id = $1
           and outcome is null";

    COUNT_OPEN = "
        select count(*) as registered
          from registration
         where ended_on is null";

    EVENTS = "
        select event, count(*) as entries
          from audit
         group by event
         order by event";
}
