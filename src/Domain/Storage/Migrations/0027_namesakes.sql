-- Of each item the nearest site on the way up that says anything of it decides: the site's own word, else the menu file's.
create function said_at(site uuid, out item_id uuid, out offered boolean, out depth int, out by_file int, out said_by_id uuid) returns setof record language sql stable as $$
    select distinct on (w.item_id) w.item_id, w.offered, p.depth, w.by_file, w.site_id
    from site_paths p join (
        select e.item_id, e.site_id, true as offered, 1 as by_file from menu_entries e
        union all select c.item_id, c.site_id, c.offered, 0 from menu_choices c) w on w.site_id = p.ancestor_id
    where p.site_id = site
    order by w.item_id, p.depth, w.by_file
$$;

create function offered_at(site uuid, out item_id uuid, out depth int, out by_file int) returns setof record language sql stable as $$
    select s.item_id, s.depth, s.by_file from said_at(site) s join service_items i on i.id = s.item_id where s.offered and i.retired_at is null
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
