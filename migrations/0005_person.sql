-- Persons. Every key carries person_id, so that the tables can be spread by it one day.

create table person (
    person_id :text not null primary key,
    born_on :text,
    sex :text not null,
    ethnicity :text,
    died_on :text,
    secrecy :text not null,
    recorded_at :text not null,
    -- The scheme for which the person was written down: it holds the record until it nominates.
    recorded_scheme_id :text references scheme (scheme_id),
    version :int not null
) :strict;
create index person_born on person (born_on, person_id);

-- The main name and every other by which the person is or was known.
create table person_name (
    person_id :text not null references person (person_id),
    person_name_id :text not null,
    kind :text not null,
    forenames :text not null,
    surname :text not null,
    until_on :text,
    primary key (person_id, person_name_id)
) :strict;

-- The folded words, and sounds, under which a person is found.
create table person_token (
    person_id :text not null references person (person_id),
    kind :text not null,
    token :text not null,
    primary key (person_id, kind, token)
) :strict;
create index person_token_token on person_token (kind, token, person_id);

create table person_identifier (
    person_id :text not null references person (person_id),
    identifier_id :text not null,
    kind :text not null,
    typed :text not null,
    canonical :text,
    source :text,
    primary key (person_id, identifier_id)
) :strict;
create index person_identifier_canonical on person_identifier (kind, canonical, person_id);

create table person_address (
    person_id :text not null references person (person_id),
    address_id :text not null,
    lines :text not null,
    postcode :text,
    fixed_abode :text not null,
    from_on :text,
    until_on :text,
    primary key (person_id, address_id)
) :strict;

-- Time not at liberty, as far as it is known: it moves the look-back of criteria that say so.
create table person_custody (
    person_id :text not null references person (person_id),
    custody_id :text not null,
    place :text,
    agency_id :text references agency (agency_id),
    from_on :text not null,
    until_on :text,
    source :text not null,
    primary key (person_id, custody_id)
) :strict;

-- What was said and done with somebody, as it was typed.
create table person_note (
    person_id :text not null references person (person_id),
    note_id :text not null,
    happened_on :text not null,
    note :text not null,
    user_id :text references app_user (user_id),
    recorded_at :text not null,
    primary key (person_id, note_id)
) :strict;
create index person_note_happened on person_note (person_id, happened_on);
