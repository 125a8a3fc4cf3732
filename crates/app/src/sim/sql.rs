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

    REGISTRATION_VERSION = "
        select version
          from registration
         where registration_id = $1";

    PERSON_VERSION = "
        select version
          from person
         where person_id = $1";

    SCHEME_VERSION = "
        select version
          from scheme
         where scheme_id = $1";

    /// Every agency takes part in a scheme.
    JOIN_ALL = "
        insert into scheme_agency (scheme_id, agency_id, from_on)
        select $1, agency_id, '2004-08-01'
          from agency";

    EVENTS = "
        select event, count(*) as entries
          from audit
         group by event
         order by event";
}
