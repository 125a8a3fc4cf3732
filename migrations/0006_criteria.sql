-- A scheme's selection criteria, version by version.

-- A version is a draft until it is adopted; from then on nothing in it changes but its end.
create table criteria (
    criteria_id :text not null primary key,
    scheme_id :text not null references scheme (scheme_id),
    version_number :int not null,
    title :text not null,
    police_agreed_on :text,
    probation_agreed_on :text,
    in_force_from :text not null,
    in_force_until :text,
    adopted_on :text,
    consider_at :int not null,
    factors :text not null,
    drafted_at :text not null,
    version :int not null,
    constraint criteria_version unique (scheme_id, version_number)
) :strict;
