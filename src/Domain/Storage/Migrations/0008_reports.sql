-- Sites are those of the rows they count, which hold the foreign keys; checking them again cost a fifth of the crediting.
-- Roll-ups kept as things happen, per site and day; a subtree is a sum over site_paths. Orders count on the day they were placed.
create table site_days (
    site_id uuid not null,
    day     date not null,
    measure text not null,
    value   bigint not null,
    primary key (site_id, day, measure)
) with (fillfactor = 80);

-- 人: distinct volunteers who served, exact over any span of days.
create table site_day_people (
    site_id   uuid not null,
    day       date not null,
    person_id uuid not null,
    primary key (site_id, day, person_id)
);
