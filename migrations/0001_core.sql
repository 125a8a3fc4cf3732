-- What every slice stands on: the trail, facts, the queue, sessions and drafts.
-- Dates are text YYYY-MM-DD, instants text of fixed width in UTC, keys text UUIDs.
-- `from_on` is the first day something holds, `until_on` the first day it no longer does.

create table audit_head (
    audit_head_id :int not null primary key check (audit_head_id = 1),
    seq :int not null,
    hash :text not null,
    turns :int not null
) :strict;
insert into audit_head (audit_head_id, seq, hash, turns)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);

-- Without foreign keys: the trail outlives its subjects.
create table audit (
    seq :int not null primary key,
    at :text not null,
    actor_kind :text not null,
    user_id :text,
    agency_id :text,
    verb :text not null,
    event :text not null,
    subject_kind :text,
    subject_id :text,
    person_id :text,
    scheme_id :text,
    detail :text not null,
    hash :text not null
) :strict;
create index audit_person on audit (person_id, seq);
create index audit_user on audit (user_id, seq);
create index audit_event on audit (event, seq);
create index audit_subject on audit (subject_kind, subject_id, seq);

create table fact (
    person_id :text not null,
    fact_id :text not null,
    kind :text not null,
    scheme_id :text,
    happened_on :text not null,
    known_at :text not null,
    detail :text not null,
    primary key (person_id, fact_id)
) :strict;
create index fact_kind on fact (kind, happened_on);

create table job (
    job_id :text not null primary key,
    kind :text not null,
    payload :text not null,
    queued_at :text not null,
    due_at :text not null,
    attempts :int not null,
    claimed_at :text,
    done_at :text,
    failed_at :text,
    fault :text,
    progress_done :int not null default 0,
    progress_total :int not null default 0
) :strict;
create index job_due on job (done_at, failed_at, due_at, job_id);

create table session (
    session_id :text not null primary key,
    record :text not null,
    expires_at :text not null
) :strict;
create index session_expiry on session (expires_at);

-- One draft for each user, form and thing the form is about, so that two tabs never mix.
create table draft (
    user_id :text not null,
    form :text not null,
    subject :text not null,
    fields :text not null,
    saved_at :text not null,
    primary key (user_id, form, subject)
) :strict;

create table submission (
    user_id :text not null,
    submission_id :text not null,
    outcome :text not null,
    submitted_at :text not null,
    primary key (user_id, submission_id)
) :strict;
create index submission_age on submission (submitted_at);
