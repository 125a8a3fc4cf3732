//! Statements that set the stage of a demo: the tree, its agencies and schemes. Accounts, and
//! what happens to people afterwards, go through the same use cases as in any installation.

use crate::db::statements;

statements! {
    COUNT_USERS = "select count(*) as accounts from app_user";

    INSERT_AREA = "
        insert into area (area_id, level, country, name, opened_on, version)
        values ($1, $2, $3, $4, $5, 1)";

    INSERT_MEMBERSHIP = "
        insert into area_membership (area_id, parent_area_id, from_on)
        values ($1, $2, $3)";

    INSERT_AGENCY = "
        insert into agency (agency_id, kind, name, area_id, version)
        values ($1, $2, $3, $4, 1)";

    INSERT_SCHEME = "
        insert into scheme
            (scheme_id, name, edition, established_on, setting, capacity, prison_close_by,
             version)
        values ($1, $2, $3, $4, $5, $6, 'yes', 1)";

    INSERT_COVER = "
        insert into scheme_area (scheme_id, area_id, from_on)
        values ($1, $2, $3)";

    INSERT_PARTY = "
        insert into scheme_agency (scheme_id, agency_id, from_on)
        values ($1, $2, $3)";
}
