//! Statements of the audit trail.

use crate::db::statements;

/// Entries of the schemes a reader reaches: of the scheme itself; of a person with whom the
/// scheme has or had to do; of nobody, by somebody who holds a role there.
macro_rules! entries {
    ($place:literal, $order:literal) => {
        concat!(
            "
        select a.seq, a.at, a.actor_kind, a.user_id, a.verb, a.event,
               a.subject_kind, a.subject_id, a.person_id, a.scheme_id, a.detail,
               u.name as user_name, g.name as agency_name
          from audit a
          left join app_user u on u.user_id = a.user_id
          left join agency g on g.agency_id = a.agency_id
         where (cast($1 as text) is null or a.person_id = $1)
           and (cast($2 as text) is null or a.user_id = $2)
           and (cast($3 as text) is null or a.verb = $3)
           and (cast($4 as text) is null or a.event = $4)
           and ($5 = 1
                or a.scheme_id in (select value from json_each($6))
                or (a.scheme_id is null
                    and a.person_id in (
                        select person_id
                          from registration
                         where scheme_id in (select value from json_each($6))
                        union
                        select person_id
                          from nomination
                         where scheme_id in (select value from json_each($6))
                        union
                        select person_id
                          from person
                         where recorded_scheme_id in (select value from json_each($6))))
                or (a.scheme_id is null
                    and a.person_id is null
                    and a.user_id in (
                        select user_id
                          from role_holding
                         where scheme_id in (select value from json_each($6)))))
           and ",
            $place,
            "
           and (cast($9 as text) is null or a.at >= $9)
           and (cast($10 as text) is null or a.at < $10)
         order by a.seq ",
            $order,
            "
         limit $8"
        )
    };
}

statements! {
    HEAD = "
        select seq, hash
          from audit_head
         where audit_head_id = 1";

    INSERT = "
        insert into audit
            (seq, at, actor_kind, user_id, agency_id, verb, event,
             subject_kind, subject_id, person_id, scheme_id, detail, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    MOVE_HEAD = "
        update audit_head
           set seq = $1,
               hash = $2
         where audit_head_id = 1";

    /// The last that was written down or changed of a thing.
    LAST_CHANGE = "
        select a.seq, a.at, u.name as user_name, g.name as agency_name
          from audit a
          left join app_user u on u.user_id = a.user_id
          left join agency g on g.agency_id = a.agency_id
         where a.subject_kind = $1
           and a.subject_id = $2
           and a.verb in ('collection', 'alteration')
         order by a.seq desc
         limit 1";

    /// A stretch of the trail from a place on, for proving it whole.
    STRETCH = "
        select seq, at, actor_kind, user_id, agency_id, verb, event,
               subject_kind, subject_id, person_id, scheme_id, detail, hash
          from audit
         where seq > $1
         order by seq
         limit $2";

    /// The newest entries that fit a filter, before a place.
    NEWEST = entries!("a.seq < $7", "desc");

    /// The oldest entries that fit a filter, after a place.
    NEXT = entries!("a.seq > $7", "asc");
}
