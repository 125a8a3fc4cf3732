-- Schemes: the areas they cover, who governs them, who works in them, what they have in place.
-- Every change of a scheme, or of what belongs to it below, carries the scheme's version.

create table scheme (
    scheme_id :text not null primary key,
    name :text not null,
    edition :text not null,
    established_on :text not null,
    closed_on :text,
    closed_because :text,
    capacity :int,
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

-- Who leads: an agency, with or without a senior individual, or an arrangement in words.
create table scheme_lead (
    scheme_id :text not null references scheme (scheme_id),
    from_on :text not null,
    until_on :text,
    agency_id :text references agency (agency_id),
    individual_name :text,
    individual_position :text,
    arrangement :text,
    primary key (scheme_id, from_on),
    check ((agency_id is null) <> (arrangement is null))
) :strict;

-- The multi-agency group that governs the scheme.
create table scheme_member (
    membership_id :text not null primary key,
    scheme_id :text not null references scheme (scheme_id),
    agency_id :text not null references agency (agency_id),
    representative :text,
    from_on :text not null,
    until_on :text
) :strict;
create index scheme_member_scheme on scheme_member (scheme_id, from_on);

-- What is in place instead of a group with the least membership.
create table scheme_arrangement (
    scheme_id :text not null references scheme (scheme_id),
    from_on :text not null,
    until_on :text,
    arrangement :text not null,
    primary key (scheme_id, from_on)
) :strict;

create table scheme_post (
    post_id :text not null primary key,
    scheme_id :text not null references scheme (scheme_id),
    agency_id :text not null references agency (agency_id),
    kind :text not null,
    wte_hundredths :int not null,
    from_on :text not null,
    until_on :text
) :strict;
create index scheme_post_scheme on scheme_post (scheme_id, from_on);

-- Who holds a post; `home_agency_id` is the agency that seconds the holder.
create table scheme_post_holder (
    post_id :text not null references scheme_post (post_id),
    from_on :text not null,
    until_on :text,
    name :text not null,
    user_id :text,
    home_agency_id :text references agency (agency_id),
    primary key (post_id, from_on)
) :strict;

-- The minimum for a scheme to be established, with the evidence for each; a later record stands
-- before an earlier one.
create table scheme_minimum (
    scheme_id :text not null references scheme (scheme_id),
    scheme_version :int not null,
    minimum :text not null,
    met_on :text not null,
    evidence :text not null,
    recorded_at :text not null,
    user_id :text,
    primary key (scheme_id, scheme_version)
) :strict;

-- Local thresholds of national removal grounds, each a number in the unit of the ground.
create table scheme_threshold (
    scheme_id :text not null references scheme (scheme_id),
    ground :text not null,
    threshold :text not null,
    from_on :text not null,
    primary key (scheme_id, ground, from_on)
) :strict;
