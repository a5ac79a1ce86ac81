-- Of each item the nearest site on the way up that says anything of it decides; here is what they said yes to.
create function offered_at(site uuid, out item_id uuid, out depth int, out by_file int) returns setof record language sql stable as $$
    select nearest.item_id, nearest.depth, nearest.by_file from (
        select distinct on (said.item_id) said.item_id, p.depth, said.by_file, said.offered
        from site_paths p join (
            select item_id, site_id, true as offered, 1 as by_file from menu_entries
            union all select item_id, site_id, offered, 0 from menu_choices) said on said.site_id = p.ancestor_id
        where p.site_id = site
        order by said.item_id, p.depth, said.by_file) nearest
    join service_items i on i.id = nearest.item_id
    where nearest.offered and i.retired_at is null
$$;

-- What can be ordered at a site. No menu has two of one name, whoever adds what where and when: of those that are offered the nearest stands.
create or replace function menu_at(site uuid) returns setof service_items language sql stable as $$
    select distinct on (i.name) i.* from offered_at(site) o join service_items i on i.id = o.item_id order by i.name, o.depth, o.by_file, i.id
$$;

-- The same of one item: only those of its name are looked at, for every order that is placed asks.
create or replace function is_offered(item uuid, site uuid) returns boolean language sql stable as $$
    select coalesce(item = (
        select i.id from service_items i cross join lateral (select n.depth, n.by_file from offered_at(site) n where n.item_id = i.id) o
        where i.name = (select name from service_items where id = item) order by o.depth, o.by_file, i.id limit 1), false)
$$;
create index service_items_name on service_items (name);
