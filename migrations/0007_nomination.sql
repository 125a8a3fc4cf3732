-- Nominations, their evidence, and the panel's decisions.

-- `mappa` is not_mappa, managed (with a category and a level) or not_known (with who finds out,
-- by when). `looked_for` is the kinds of evidence that somebody looked for, as a JSON list.
create table nomination (
    person_id :text not null references person (person_id),
    nomination_id :text not null,
    scheme_id :text not null references scheme (scheme_id),
    agency_id :text not null references agency (agency_id),
    user_id :text,
    strand :text not null,
    reasons :text not null,
    looked_for :text not null,
    mappa :text not null,
    mappa_category :int,
    mappa_level :int,
    mappa_who_finds_out :text,
    mappa_by :text,
    clinical_need :text,
    nominated_on :text not null,
    withdrawn_on :text,
    withdrawn_reasons :text,
    version :int not null,
    primary key (person_id, nomination_id)
) :strict;
create index nomination_id on nomination (nomination_id);
create index nomination_scheme on nomination (scheme_id, nominated_on, nomination_id);

create table evidence (
    person_id :text not null references person (person_id),
    evidence_id :text not null,
    nomination_id :text not null,
    kind :text not null,
    class :text,
    happened_on :text,
    known_on :text not null,
    brought_by :text not null,
    what :text not null,
    source :text not null,
    verified_on :text,
    recorded_at :text not null,
    primary key (person_id, evidence_id)
) :strict;
create index evidence_nomination on evidence (nomination_id, happened_on);

create table decision (
    person_id :text not null references person (person_id),
    decision_id :text not null,
    nomination_id :text not null,
    scheme_id :text not null references scheme (scheme_id),
    outcome :text not null,
    deferred_until :text,
    over_capacity_reason :text,
    mappa_reason :text,
    reasons :text not null,
    chair_user_id :text,
    chair_name :text not null,
    criteria_id :text references criteria (criteria_id),
    score_shown :text,
    decided_on :text not null,
    recorded_at :text not null,
    primary key (person_id, decision_id)
) :strict;
create index decision_nomination on decision (nomination_id, decided_on);
create index decision_id on decision (decision_id);

create table decision_view (
    person_id :text not null,
    decision_id :text not null,
    agency_id :text not null references agency (agency_id),
    spoke_for_it :text not null,
    view :text not null,
    reasons :text,
    primary key (person_id, decision_id, agency_id)
) :strict;
