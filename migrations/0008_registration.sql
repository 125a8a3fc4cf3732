-- Registrations, and all that happens to one until it ends.

-- `open_slot` is 'open' while the registration is, and its own key once it has ended, so that
-- one person has at most one open registration on a scheme.
create table registration (
    person_id :text not null references person (person_id),
    registration_id :text not null,
    scheme_id :text not null references scheme (scheme_id),
    nomination_id :text,
    decision_id :text,
    previous_registration_id :text,
    strand :text not null,
    registered_on :text not null,
    review_due_on :text not null,
    ended_on :text,
    open_slot :text not null default 'open',
    reference :text,
    -- 'problematic' or 'none_known', asked when registering: it decides whether the CJIT is told.
    drug_use :text not null default 'none_known',
    -- The review day for which it was noted that the grace had run out, so that it is noted once.
    lapse_noted_for :text,
    version :int not null,
    primary key (person_id, registration_id),
    constraint registration_one_open unique (person_id, scheme_id, open_slot)
) :strict;
create index registration_id on registration (registration_id);
create index registration_scheme on registration (scheme_id, ended_on, review_due_on);

create table registration_status (
    person_id :text not null references person (person_id),
    registration_id :text not null,
    status_id :text not null,
    order_kind :text not null,
    from_on :text not null,
    until_on :text,
    primary key (person_id, status_id)
) :strict;
create index registration_status_registration on registration_status (registration_id, from_on);

create table assignment (
    person_id :text not null references person (person_id),
    registration_id :text not null,
    assignment_id :text not null,
    duty :text not null,
    user_id :text references app_user (user_id),
    name :text not null,
    agency_id :text not null references agency (agency_id),
    from_on :text not null,
    until_on :text,
    primary key (person_id, assignment_id)
) :strict;
create index assignment_registration on assignment (registration_id, duty, from_on);

create table review (
    person_id :text not null references person (person_id),
    review_id :text not null,
    registration_id :text not null,
    due_on :text not null,
    held_on :text not null,
    outcome :text not null,
    reasons :text not null,
    -- The kinds of agency that took part, as a JSON list.
    took_part :text not null default '[]',
    next_due_on :text,
    held_by_user_id :text,
    recorded_at :text not null,
    primary key (person_id, review_id)
) :strict;
create index review_registration on review (registration_id, held_on);

create table removal (
    person_id :text not null references person (person_id),
    removal_id :text not null,
    registration_id :text not null,
    scheme_id :text not null references scheme (scheme_id),
    ground :text not null,
    -- What was measured against the local threshold, in its unit, and where that comes from.
    measured :int,
    threshold_evidence :text,
    reasons :text not null,
    proposed_on :text not null,
    proposed_by_user_id :text,
    decided_on :text,
    outcome :text,
    outcome_reasons :text,
    version :int not null,
    primary key (person_id, removal_id)
) :strict;
create index removal_registration on removal (registration_id, proposed_on);
create index removal_id on removal (removal_id);

-- The parts of the exit plan: support that goes on after removal, each with its owner.
create table removal_support (
    person_id :text not null,
    removal_id :text not null,
    support_id :text not null,
    what :text not null,
    agency_id :text not null references agency (agency_id),
    contact :text not null,
    until_on :text not null,
    primary key (person_id, removal_id, support_id)
) :strict;

create table removal_view (
    person_id :text not null,
    removal_id :text not null,
    agency_id :text not null references agency (agency_id),
    spoke_for_it :text not null,
    view :text not null,
    objection :text,
    resolution :text,
    resolved_on :text,
    given_on :text not null,
    primary key (person_id, removal_id, agency_id)
) :strict;

-- Who is to be told what, and when each was.
create table notice (
    person_id :text not null references person (person_id),
    notice_id :text not null,
    registration_id :text not null,
    scheme_id :text not null references scheme (scheme_id),
    agency_id :text not null references agency (agency_id),
    matter :text not null,
    due_on :text not null,
    -- `told_on` is the day of telling, `told_at` when that was written down.
    told_on :text,
    told_at :text,
    told_by_user_id :text,
    told_how :text,
    -- Of a removal told to a prison: the day from which the flag is off.
    flag_off_on :text,
    primary key (person_id, notice_id),
    constraint notice_once unique (person_id, registration_id, agency_id, matter)
) :strict;
create index notice_due on notice (scheme_id, told_at, due_on);
create index notice_id on notice (notice_id);
create index removal_support_removal on removal_support (removal_id);
