-- Practice sites as a tree: city > centre (county) > office (township) > station (village) > point.
create extension if not exists btree_gist;

create table sites (
    id          uuid primary key,
    code        text not null,
    level       text not null check (level in ('City', 'Centre', 'Office', 'Station', 'Point')),
    parent_id   uuid references sites,
    name        text not null check (length(name) between 1 and 100),
    phone       text check (length(phone) <= 30),
    latitude    double precision check (latitude between -90 and 90),
    longitude   double precision check (longitude between -180 and 180),
    added_at    timestamptz not null,
    vanished_at timestamptz,
    constraint sites_code unique (code),
    constraint sites_place check ((latitude is null) = (longitude is null)),
    constraint sites_root check (parent_id is not null or level in ('City', 'Centre'))
);
create index sites_parent on sites (parent_id, code);
create index sites_place_index on sites (latitude, longitude) where latitude is not null;

-- Every pair of a site and one above it (or itself): a right at the ancestor reaches the site.
create table site_paths (
    ancestor_id uuid not null references sites on delete cascade,
    site_id     uuid not null references sites on delete cascade,
    depth       int  not null check (depth >= 0),
    primary key (ancestor_id, site_id)
);
create index site_paths_up on site_paths (site_id, depth, ancestor_id);

create function keep_site_paths() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if exists (select from site_paths where ancestor_id = new.id and site_id = new.parent_id) then
            raise exception 'site % would stand above itself', new.code using errcode = 'check_violation', constraint = 'sites_no_circle';
        end if;
        delete from site_paths where site_id in (select site_id from site_paths where ancestor_id = new.id)
            and ancestor_id not in (select site_id from site_paths where ancestor_id = new.id);
        insert into site_paths (ancestor_id, site_id, depth)
            select up.ancestor_id, down.site_id, up.depth + down.depth + 1
            from site_paths up cross join site_paths down
            where up.site_id = new.parent_id and down.ancestor_id = new.id;
    else
        insert into site_paths (ancestor_id, site_id, depth)
            select ancestor_id, new.id, depth + 1 from site_paths where site_id = new.parent_id
            union all select new.id, new.id, 0;
    end if;
    return null;
end $$;
-- "security definer" so that a host needs no right to write paths by itself.
alter function keep_site_paths() security definer set search_path = public, pg_temp;
create trigger sites_paths_insert after insert on sites for each row execute function keep_site_paths();
create trigger sites_paths_move after update of parent_id on sites for each row
    when (old.parent_id is distinct from new.parent_id) execute function keep_site_paths();

-- Facts that must stay as they were written carry this trigger; the hosts' roles have no UPDATE or DELETE right on them either.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: record a correction instead', tg_table_name using errcode = 'restrict_violation';
end $$;
