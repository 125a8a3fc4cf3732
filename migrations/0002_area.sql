-- The accountability tree and the agencies.

-- `country` is null for the nation, which is both; `size` counts for a CDRP's or CSP's area.
create table area (
    area_id :text not null primary key,
    level :text not null,
    country :text,
    name :text not null,
    size :text not null default 'ordinary',
    opened_on :text not null,
    closed_on :text,
    version :int not null
) :strict;
create index area_level on area (level, name, area_id);

create table area_membership (
    area_id :text not null references area (area_id),
    parent_area_id :text not null references area (area_id),
    from_on :text not null,
    until_on :text,
    primary key (area_id, from_on)
) :strict;
create index area_membership_parent on area_membership (parent_area_id, from_on);

create table area_succession (
    area_id :text not null references area (area_id),
    successor_area_id :text not null references area (area_id),
    changed_on :text not null,
    primary key (area_id, successor_area_id)
) :strict;

create table agency (
    agency_id :text not null primary key,
    kind :text not null,
    name :text not null,
    area_id :text not null references area (area_id),
    version :int not null
) :strict;
create index agency_kind on agency (kind, name, agency_id);
