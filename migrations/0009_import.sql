-- Spreadsheets on their way in: staged, previewed, accepted.

create table import (
    import_id :text not null primary key,
    scheme_id :text not null references scheme (scheme_id),
    user_id :text,
    file_name :text not null,
    fingerprint :text not null,
    content :blob not null,
    mapping :text not null,
    row_count :int not null,
    uploaded_at :text not null,
    previewed_at :text,
    accepted_at :text,
    finished_at :text,
    abandoned_at :text,
    rows_done :int not null default 0,
    version :int not null
) :strict;
create index import_scheme on import (scheme_id, uploaded_at);

-- One row of the sheet as it was judged. `candidates` are the people it may be about, as a JSON
-- list; `choice` is what a person decided where that could not be told.
create table import_row (
    import_id :text not null references import (import_id),
    row_number :int not null,
    fingerprint :text not null,
    record :text not null,
    verdict :text not null,
    faults :text not null,
    candidates :text not null,
    -- What it adds, or added, to the record of somebody known, as a JSON list.
    additions :text not null default '[]',
    choice :text,
    person_id :text,
    registration_id :text,
    done_at :text,
    primary key (import_id, row_number)
) :strict;

-- Rows that were taken in, so that the same row is never taken in twice.
create table imported_row (
    scheme_id :text not null references scheme (scheme_id),
    fingerprint :text not null,
    person_id :text not null,
    registration_id :text,
    import_id :text not null,
    imported_at :text not null,
    primary key (scheme_id, fingerprint)
) :strict;

-- What a row said that has no place of its own elsewhere, as its owner wrote it: notes, who
-- nominated, the words of a status.
create table imported_detail (
    person_id :text not null references person (person_id),
    registration_id :text not null,
    field :text not null,
    value :text not null,
    import_id :text not null,
    primary key (person_id, registration_id, field)
) :strict;
