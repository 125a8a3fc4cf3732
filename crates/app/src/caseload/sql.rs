//! Statements about lists of people. Every one binds how far the reader sees.

use crate::db::statements;

/// The open registrations that the reader may see, one row each. Binds `$1` the day, `$2` to `$7`
/// the reach of lists, of restricted records and of children's, `$8` the last birthday of an
/// adult, `$9` the amber and grace days of each edition, `$10` the orders that supervise.
///
/// A record is seen by a role over the scheme of the row itself, so that a role held elsewhere
/// opens nothing here. The `cross join`s keep SQLite to the order in which they stand, from the
/// few schemes in reach to their people by index; PostgreSQL orders them as it likes.
macro_rules! shown {
    () => {
        "
        with clock as (
            select substr(value, 1, 10) as amber_until,
                   substr(value, 11, 10) as grace_from,
                   substr(value, 21) as edition
              from json_each($9)
        ),
        reached as (
            select scheme.scheme_id, scheme.name, scheme.edition,
                   coalesce(clock.amber_until, $1) as amber_until,
                   coalesce(clock.grace_from, $1) as grace_from,
                   case when $4 = 1 or scheme.scheme_id in (select value from json_each($5))
                        then 1 else 0 end as restricted,
                   case when $6 = 1 or scheme.scheme_id in (select value from json_each($7))
                        then 1 else 0 end as children
              from scheme
              left join clock on clock.edition = scheme.edition
             where $2 = 1
                or scheme.scheme_id in (select value from json_each($3))
        ),
        shown as (
            select registration.registration_id, registration.person_id,
                   registration.scheme_id, registration.strand, registration.registered_on,
                   registration.review_due_on, registration.reference, registration.version,
                   reached.name as scheme_name, reached.edition,
                   reached.amber_until, reached.grace_from,
                   person.born_on, person.secrecy,
                   cast(case when person.born_on > $8 then 1 else 0 end as bigint) as young,
                   person_name.surname, person_name.forenames,
                   registration_status.order_kind,
                   assignment.name as manager,
                   coalesce(assignment.user_id, assignment.name) as manager_key
              from reached
             cross join registration
             cross join person
             cross join person_name
              left join registration_status
                     on registration_status.person_id = registration.person_id
                    and registration_status.status_id = (
                        select min(status.status_id)
                          from registration_status status
                         where status.registration_id = registration.registration_id
                           and status.from_on <= $1
                           and (status.until_on is null or status.until_on > $1)
                           and status.order_kind in (select value from json_each($10)))
              left join assignment
                     on assignment.person_id = registration.person_id
                    and assignment.assignment_id = (
                        select min(held.assignment_id)
                          from assignment held
                         where held.registration_id = registration.registration_id
                           and held.duty = case when registration_status.status_id is null
                                                then 'lead_worker'
                                                else 'offender_manager' end
                           and held.from_on <= $1
                           and (held.until_on is null or held.until_on > $1))
             where registration.scheme_id = reached.scheme_id
               and registration.ended_on is null
               and person.person_id = registration.person_id
               and person_name.person_id = registration.person_id
               and person_name.kind = 'main'
               and (reached.restricted = 1 or person.secrecy <> 'restricted')
               and (reached.children = 1 or person.born_on is null or person.born_on <= $8)
        )"
    };
}

/// Which of them are wanted. Binds `$11` to `$22`, each nothing where it narrows nothing.
macro_rules! wanted {
    () => {
        "
          from shown
         where (cast($11 as bigint) is null or young = $11)
           and (cast($12 as text) is null or scheme_id = $12)
           and (cast($13 as text) is null or strand = $13)
           and (cast($14 as text) is null
                or $14 = case when order_kind is null then 'non-statutory' else 'statutory' end)
           and (cast($15 as text) is null
                or ($15 = 'nobody' and manager_key is null)
                or manager_key = $15)
           and (cast($16 as text) is null
                or ($16 = 'late' and review_due_on < $1)
                or ($16 = 'past' and review_due_on < $1 and review_due_on >= grace_from)
                or ($16 = 'queued' and review_due_on < $1 and review_due_on < grace_from)
                or ($16 = 'week' and review_due_on >= $1 and review_due_on <= $17)
                or ($16 = 'amber' and review_due_on >= $1 and review_due_on <= amber_until)
                or ($16 = 'not-yet' and review_due_on >= $1 and review_due_on > amber_until))
           and (cast($18 as text) is null or registered_on >= $18)
           and (cast($19 as text) is null or registered_on <= $19)
           and (cast($20 as text) = '[]' or not exists (
                select 1
                  from (select value from json_each($20)) word
                 where not exists (
                        select 1
                          from person_token
                         where person_token.person_id = shown.person_id
                           and person_token.kind <> 'sound'
                           and person_token.token like word.value || '%' escape '\\')))
           and (cast($21 as text) is null
                or ($21 = 'untold' and exists (
                        select 1
                          from notice
                         where notice.person_id = shown.person_id
                           and notice.registration_id = shown.registration_id
                           and notice.told_at is null))
                or ($21 in ('removal', 'our-view') and exists (
                        select 1
                          from removal
                         where removal.person_id = shown.person_id
                           and removal.registration_id = shown.registration_id
                           and removal.decided_on is null
                           and ($21 = 'removal' or not exists (
                                select 1
                                  from removal_view
                                 where removal_view.person_id = removal.person_id
                                   and removal_view.removal_id = removal.removal_id
                                   and removal_view.agency_id = cast($22 as text))))))"
    };
}

statements! {
    COUNT = concat!(shown!(), " select count(*) as counted", wanted!());

    /// A part of the list, each row with how many there are in all: whoever sorts them has
    /// counted them.
    LIST = concat!(shown!(), "
        select registration_id, person_id, scheme_id, strand, registered_on, review_due_on,
               reference, scheme_name, edition, born_on, secrecy, surname, forenames, order_kind,
               manager, count(*) over () as total", wanted!(), "
         order by case when $23 = 'review up' then review_due_on
                       when $23 = 'registered up' then registered_on
                       when $23 = 'scheme up' then lower(scheme_name)
                       when $23 = 'manager up' then lower(manager) end nulls last,
                  case when $23 = 'review down' then review_due_on
                       when $23 = 'registered down' then registered_on
                       when $23 = 'scheme down' then lower(scheme_name)
                       when $23 = 'manager down' then lower(manager)
                       when $23 = 'name down' then lower(surname) || ' ' || lower(forenames)
                       end desc nulls last,
                  lower(surname), lower(forenames), person_id, registration_id
         limit $24
        offset $25");

    /// The same people by their registrations: what was ticked.
    TICKED = concat!(shown!(), "
        select registration_id, person_id, scheme_id, strand, registered_on, review_due_on,
               reference, scheme_name, edition, born_on, secrecy, surname, forenames, order_kind,
               manager
          from shown
         where registration_id in (select value from json_each($11))
         order by lower(surname), lower(forenames), person_id, registration_id");

    /// Everything that Today counts, in one pass: adults and the young apart.
    TALLY = concat!(shown!(), "
        select young, count(*) as registered,
               sum(case when review_due_on < $1 and review_due_on >= grace_from
                        then 1 else 0 end) as past,
               sum(case when review_due_on < $1 and review_due_on < grace_from
                        then 1 else 0 end) as queued,
               sum(case when review_due_on >= $1 and review_due_on <= $11
                        then 1 else 0 end) as week,
               sum(case when review_due_on >= $1 and review_due_on <= amber_until
                        then 1 else 0 end) as amber,
               sum(case when order_kind is not null and manager_key is null
                        then 1 else 0 end) as no_manager,
               sum(case when order_kind is null and manager_key is null
                        then 1 else 0 end) as no_lead
          from shown
         group by young
         order by young");

    /// Who manages or leads somebody in the list.
    MANAGERS = concat!(shown!(), "
        select manager_key, min(manager) as manager
          from shown
         where manager_key is not null
         group by manager_key
         order by 2, 1");

    /// The strands on which anybody in the list stands.
    STRANDS = concat!(shown!(), "
        select edition, strand
          from shown
         group by edition, strand
         order by edition, strand");

    SCHEMES = "
        select scheme_id, name
          from scheme
         where $1 = 1
            or scheme_id in (select value from json_each($2))
         order by lower(name), scheme_id";

    INSERT_VIEW = "
        insert into saved_view (saved_view_id, user_id, scheme_id, page, name, query, saved_at)
        values ($1, $2, $3, 'caseload', $4, $5, $6)";

    /// The reader's own views and those of the schemes in reach.
    VIEWS = "
        select saved_view.saved_view_id, saved_view.user_id, saved_view.scheme_id,
               saved_view.name, saved_view.query, scheme.name as scheme_name
          from saved_view
          left join scheme on scheme.scheme_id = saved_view.scheme_id
         where saved_view.page = 'caseload'
           and ((saved_view.scheme_id is null and saved_view.user_id = $1)
                or (saved_view.scheme_id is not null
                    and ($2 = 1
                         or saved_view.scheme_id in (select value from json_each($3)))))
         order by saved_view.scheme_id is not null, lower(saved_view.name),
                  saved_view.saved_view_id";

    FIND_VIEW = "
        select saved_view.saved_view_id, saved_view.user_id, saved_view.scheme_id,
               saved_view.name, saved_view.query, scheme.name as scheme_name
          from saved_view
          left join scheme on scheme.scheme_id = saved_view.scheme_id
         where saved_view.saved_view_id = $1";

    RENAME_VIEW = "
        update saved_view
           set name = $2
         where saved_view_id = $1";

    DELETE_VIEW = "
        delete from saved_view
         where saved_view_id = $1";

    /// Who can be given a case: whoever works in one of these schemes for an agency.
    WORKERS = "
        select distinct app_user.user_id, app_user.name, agency.agency_id, agency.kind,
               agency.name as agency_name
          from app_user
          join role_holding on role_holding.user_id = app_user.user_id
          join agency on agency.agency_id = app_user.agency_id
         where role_holding.from_on <= $1
           and (role_holding.until_on is null or role_holding.until_on > $1)
           and role_holding.scheme_id in (select value from json_each($2))
           and role_holding.role in ('coordinator', 'offender_manager', 'offender_supervisor',
                                     'police_officer', 'youth_worker', 'provider')
           and (app_user.deactivated_on is null or app_user.deactivated_on > $1)
         order by app_user.name, app_user.user_id";
}
