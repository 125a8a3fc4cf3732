//! The one statement of the timeline.

use crate::db::statements;

statements! {
    /// Everything that happened with a person, from every table, the newest first. `who` is an
    /// agency or a person's name, `word` a key that the kind explains, `note` what was typed,
    /// `rule_key` the strand or the ground in the edition. What the system keeps by itself has an
    /// instant only; its day is the one in London.
    EVERYTHING = "
        select 'nominated' as kind, nomination.nominated_on as happened_on,
               cast(null as text) as happened_at, nomination.nomination_id as subject_id,
               scheme.name as scheme_name, agency.name as who, nomination.strand as word,
               nomination.reasons as note,
               scheme.edition as edition, nomination.strand as rule_key
          from nomination
          join scheme on scheme.scheme_id = nomination.scheme_id
          join agency on agency.agency_id = nomination.agency_id
         where nomination.person_id = $1
        union all
        select 'withdrawn', nomination.withdrawn_on, cast(null as text),
               nomination.nomination_id, scheme.name, agency.name, cast(null as text),
               nomination.withdrawn_reasons,
               cast(null as text), cast(null as text)
          from nomination
          join scheme on scheme.scheme_id = nomination.scheme_id
          join agency on agency.agency_id = nomination.agency_id
         where nomination.person_id = $1
           and nomination.withdrawn_on is not null
        union all
        select 'decided', decision.decided_on, cast(null as text), decision.nomination_id,
               scheme.name, decision.chair_name, decision.outcome, decision.reasons,
               cast(null as text), cast(null as text)
          from decision
          join scheme on scheme.scheme_id = decision.scheme_id
         where decision.person_id = $1
        union all
        select 'registered', registration.registered_on, cast(null as text),
               registration.registration_id, scheme.name, cast(null as text),
               registration.strand, cast(null as text),
               scheme.edition, registration.strand
          from registration
          join scheme on scheme.scheme_id = registration.scheme_id
         where registration.person_id = $1
        union all
        select 'status', registration_status.from_on, cast(null as text),
               registration_status.registration_id, cast(null as text), cast(null as text),
               registration_status.order_kind, cast(null as text),
               cast(null as text), cast(null as text)
          from registration_status
         where registration_status.person_id = $1
        union all
        select 'assigned', assignment.from_on, cast(null as text), assignment.registration_id,
               agency.name, assignment.name, assignment.duty, cast(null as text),
               cast(null as text), cast(null as text)
          from assignment
          join agency on agency.agency_id = assignment.agency_id
         where assignment.person_id = $1
        union all
        select 'reviewed', review.held_on, cast(null as text), review.registration_id,
               scheme.name, app_user.name, review.outcome, review.reasons,
               scheme.edition, registration.strand
          from review
          join registration on registration.person_id = review.person_id
           and registration.registration_id = review.registration_id
          join scheme on scheme.scheme_id = registration.scheme_id
          left join app_user on app_user.user_id = review.held_by_user_id
         where review.person_id = $1
        union all
        select 'removal_proposed', removal.proposed_on, cast(null as text), removal.removal_id,
               scheme.name, app_user.name, removal.ground, removal.reasons,
               scheme.edition, removal.ground
          from removal
          join scheme on scheme.scheme_id = removal.scheme_id
          left join app_user on app_user.user_id = removal.proposed_by_user_id
         where removal.person_id = $1
        union all
        select 'removal_decided', removal.decided_on, cast(null as text), removal.removal_id,
               scheme.name, cast(null as text), removal.outcome, removal.outcome_reasons,
               scheme.edition, removal.ground
          from removal
          join scheme on scheme.scheme_id = removal.scheme_id
         where removal.person_id = $1
           and removal.decided_on is not null
        union all
        select 'told', notice.told_on, notice.told_at, notice.registration_id,
               agency.name, app_user.name, notice.matter, notice.told_how,
               cast(null as text), cast(null as text)
          from notice
          join agency on agency.agency_id = notice.agency_id
          left join app_user on app_user.user_id = notice.told_by_user_id
         where notice.person_id = $1
           and notice.told_at is not null
        union all
        select 'custody', person_custody.from_on, cast(null as text), cast(null as text),
               coalesce(agency.name, person_custody.place), cast(null as text),
               cast(null as text), person_custody.source,
               cast(null as text), cast(null as text)
          from person_custody
          left join agency on agency.agency_id = person_custody.agency_id
         where person_custody.person_id = $1
        union all
        select 'liberty', person_custody.until_on, cast(null as text), cast(null as text),
               coalesce(agency.name, person_custody.place), cast(null as text),
               cast(null as text), person_custody.source,
               cast(null as text), cast(null as text)
          from person_custody
          left join agency on agency.agency_id = person_custody.agency_id
         where person_custody.person_id = $1
           and person_custody.until_on is not null
        union all
        select 'note', person_note.happened_on, person_note.recorded_at, cast(null as text),
               cast(null as text), app_user.name, cast(null as text), person_note.note,
               cast(null as text), cast(null as text)
          from person_note
          left join app_user on app_user.user_id = person_note.user_id
         where person_note.person_id = $1
        union all
        select 'changed', cast(null as text), audit.at, cast(null as text),
               cast(null as text), app_user.name, audit.event, cast(null as text),
               cast(null as text), cast(null as text)
          from audit
          left join app_user on app_user.user_id = audit.user_id
         where audit.person_id = $1
           and audit.event in (
                'recorded_person', 'amended_person', 'added_name', 'ended_name', 'ended_address',
                'added_identifier', 'added_address', 'added_custody', 'restricted_person',
                'unrestricted_person')
         order by 2 desc nulls last, 3 desc nulls last, 1, 4";

    /// The agencies whose views the removals of a person were decided on.
    DECIDERS = "
        select removal_view.removal_id, agency.name
          from removal_view
          join agency on agency.agency_id = removal_view.agency_id
         where removal_view.person_id = $1
         order by agency.name, agency.agency_id";
}
