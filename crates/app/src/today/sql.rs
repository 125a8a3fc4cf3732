//! Statements about what needs doing today.

use crate::db::statements;

statements! {
    /// Schemes in reach, with numbers and no people. `$1` everywhere, `$2` the schemes, `$3` the
    /// day.
    NUMBERS = "
        select scheme.scheme_id, scheme.name, scheme.edition, scheme.capacity,
               scheme.prison_close_by,
               (select count(*)
                  from scheme_arrangement
                 where scheme_arrangement.scheme_id = scheme.scheme_id
                   and scheme_arrangement.from_on <= $3
                   and (scheme_arrangement.until_on is null
                        or scheme_arrangement.until_on > $3)) as arrangements,
               (select count(*)
                  from registration
                 where registration.scheme_id = scheme.scheme_id
                   and registration.ended_on is null) as registered,
               (select count(*)
                  from registration
                 where registration.scheme_id = scheme.scheme_id
                   and registration.ended_on is null
                   and registration.review_due_on < $3) as late
          from scheme
         where ($1 = 1 or scheme.scheme_id in (select value from json_each($2)))
           and (scheme.closed_on is null or scheme.closed_on > $3)
         order by lower(scheme.name), scheme.scheme_id";

    /// Minimums for which something is recorded.
    MINIMUMS = "
        select scheme_id, minimum
          from scheme_minimum
         where met_on <= $1
         group by scheme_id, minimum
         order by scheme_id, minimum";

    /// Kinds of agency that sit in the group of a scheme.
    MEMBERS = "
        select scheme_member.scheme_id, agency.kind
          from scheme_member
          join agency on agency.agency_id = scheme_member.agency_id
         where scheme_member.from_on <= $1
           and (scheme_member.until_on is null or scheme_member.until_on > $1)
         group by scheme_member.scheme_id, agency.kind
         order by scheme_member.scheme_id, agency.kind";

    /// Open nominations that the reader may see: those that await the panel, and those that wait
    /// for a place. `$1` the day, `$2` to `$7` the reach of lists, of restricted records and of
    /// children's, `$8` the last birthday of an adult.
    NOMINATIONS = "
        select nomination.scheme_id,
               sum(case when decision.outcome is null or decision.outcome = 'defer'
                        then 1 else 0 end) as awaiting,
               sum(case when decision.outcome = 'waiting_list' then 1 else 0 end) as waiting
          from nomination
          join person on person.person_id = nomination.person_id
          left join decision
                 on decision.person_id = nomination.person_id
                and decision.decision_id = (
                    select latest.decision_id
                      from decision latest
                     where latest.nomination_id = nomination.nomination_id
                       and latest.decided_on <= $1
                     order by latest.decided_on desc, latest.recorded_at desc,
                              latest.decision_id desc
                     limit 1)
         where nomination.withdrawn_on is null
           and ($2 = 1 or nomination.scheme_id in (select value from json_each($3)))
           and (person.secrecy <> 'restricted'
                or $4 = 1 or nomination.scheme_id in (select value from json_each($5)))
           and (person.born_on is null
                or person.born_on <= $8
                or $6 = 1 or nomination.scheme_id in (select value from json_each($7)))
           and (decision.outcome is null
                or decision.outcome = 'waiting_list'
                or (decision.outcome = 'defer' and decision.deferred_until <= $1))
         group by nomination.scheme_id
         order by nomination.scheme_id";

    /// Imports of one's own that are neither finished nor given up.
    IMPORTS = "
        select import_id, file_name, uploaded_at, row_count, rows_done
          from import
         where user_id = $1
           and finished_at is null
           and abandoned_at is null
         order by uploaded_at desc, import_id";
}
