-- Schemes: the areas they cover, who governs them, who works in them, what they have in place.

create table scheme (
    scheme_id :text not null primary key,
    name :text not null,
    edition :text not null,
    established_on :text not null,
    closed_on :text,
    setting :text not null,
    capacity :int,
    lead_agency_id :text references agency (agency_id),
    lead_name :text,
    lead_title :text,
    lead_arrangement :text,
    group_arrangement :text,
    prison_close_by :text not null,
    version :int not null
) :strict;
create index scheme_name on scheme (name, scheme_id);

create table scheme_area (
    scheme_id :text not null references scheme (scheme_id),
    area_id :text not null references area (area_id),
    from_on :text not null,
    until_on :text,
    primary key (scheme_id, area_id, from_on)
) :strict;
create index scheme_area_area on scheme_area (area_id, from_on);

-- The agencies that take part, and so are told of selection and removal.
create table scheme_agency (
    scheme_id :text not null references scheme (scheme_id),
    agency_id :text not null references agency (agency_id),
    from_on :text not null,
    until_on :text,
    primary key (scheme_id, agency_id, from_on)
) :strict;

-- The multi-agency group that governs the scheme.
create table scheme_member (
    membership_id :text not null primary key,
    scheme_id :text not null references scheme (scheme_id),
    agency_kind :text not null,
    agency_id :text references agency (agency_id),
    name :text not null,
    from_on :text not null,
    until_on :text
) :strict;
create index scheme_member_scheme on scheme_member (scheme_id, from_on);

create table scheme_post (
    post_id :text not null primary key,
    scheme_id :text not null references scheme (scheme_id),
    agency_id :text not null references agency (agency_id),
    title :text not null,
    kind :text not null,
    fte_hundredths :int not null,
    holder_name :text,
    from_on :text not null,
    until_on :text,
    version :int not null
) :strict;
create index scheme_post_scheme on scheme_post (scheme_id, from_on);

-- The minimum for a scheme to be established, with the evidence for each.
create table scheme_minimum (
    scheme_id :text not null references scheme (scheme_id),
    minimum :text not null,
    met_on :text not null,
    evidence :text not null,
    recorded_at :text not null,
    primary key (scheme_id, minimum, recorded_at)
) :strict;

-- Local thresholds of national removal grounds.
create table scheme_threshold (
    scheme_id :text not null references scheme (scheme_id),
    ground :text not null,
    threshold :text not null,
    from_on :text not null,
    primary key (scheme_id, ground, from_on)
) :strict;
