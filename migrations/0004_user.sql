-- Those who sign in, and the roles they hold.

create table app_user (
    user_id :text not null primary key,
    email :text not null,
    name :text not null,
    agency_id :text references agency (agency_id),
    password_hash :text not null,
    -- Whoever signed in earlier is asked to sign in again.
    password_changed_at :text not null,
    language :text not null,
    is_demo :int not null check (is_demo in (0, 1)),
    created_at :text not null,
    deactivated_on :text,
    version :int not null,
    constraint app_user_email unique (email)
) :strict;

create table role_holding (
    role_holding_id :text not null primary key,
    user_id :text not null references app_user (user_id),
    role :text not null,
    scheme_id :text references scheme (scheme_id),
    area_id :text references area (area_id),
    from_on :text not null,
    until_on :text,
    check (scheme_id is null or area_id is null)
) :strict;
create index role_holding_user on role_holding (user_id, from_on);

create table sign_in_attempt (
    email :text not null,
    attempted_at :text not null,
    attempt_id :text not null,
    outcome :text not null,
    primary key (email, attempted_at, attempt_id)
) :strict;

-- A caseload view that somebody named: for oneself, or for everybody in a scheme.
create table saved_view (
    saved_view_id :text not null primary key,
    user_id :text not null references app_user (user_id),
    scheme_id :text references scheme (scheme_id),
    page :text not null,
    name :text not null,
    query :text not null,
    saved_at :text not null
) :strict;
create index saved_view_user on saved_view (user_id, page);
create index saved_view_scheme on saved_view (scheme_id, page);
