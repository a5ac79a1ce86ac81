-- What the rules may know of an order (OrderFactsQueries), asked at every step. Each question is asked only where it matters, and planned once a session:
-- as one query, planned anew for each step's values, it took three times as long to plan as to run.
create function order_facts(
    this uuid, caller uuid, instant timestamptz, today date, candidates uuid[], volunteers uuid[], others uuid[], visitor uuid, target uuid,
    out rights text[], out within_reach boolean, out greatest_minutes int, out policy text, out fitness text, out kin text, out introducers uuid[],
    out serves_elsewhere boolean, out target_is_near boolean) language plpgsql stable as $$
declare
    o orders;
begin
    select * into strict o from orders where id = this;
    rights := rights_at(caller, o.site_id, instant);
    within_reach := exists (select from offers f where f.order_id = this and f.person_id is null)
        and in_reach(caller, o.site_id) and not are_apart(caller, o.orderer_id) and not are_apart(caller, o.served_id);
    greatest_minutes := (select i.greatest_minutes from service_items i where i.id = o.item_id);
    policy := (select row_to_json(p) from policy_at(o.site_id, instant) p);
    fitness := '[]';
    if candidates <> '{}' then
        fitness := (select json_agg(f) from fitness(candidates, o.orderer_id, o.served_id, o.item_id, tstzrange(o.wanted_from, o.wanted_until), today) f);
    end if;
    kin := '[]';
    if others <> '{}' then
        kin := (select coalesce(json_agg(json_build_array(v, w)), '[]') from unnest(volunteers) v cross join unnest(others) w where v <> w and are_kin(v, w));
    end if;
    introducers := array(
        select enrolled_by_id from persons where id in (o.served_id, o.orderer_id) and enrolled_by_id is not null
        union select phone_changed_by_id from persons where id in (o.served_id, o.orderer_id) and phone_changed_by_id is not null
        union select issued_by_id from activations where person_id in (o.served_id, o.orderer_id) and used_at is not null and issued_by_id is not null);
    serves_elsewhere := false;
    if visitor is not null then
        serves_elsewhere := exists (select from assignments a where a.person_id = visitor and a.state = 'InService' and a.order_id <> this);
    end if;
    target_is_near := false;
    if target is not null then
        target_is_near := exists (select from sites here join sites there on there.id = target and there.vanished_at is null
            where here.id = o.site_id and there.id <> here.id and (there.id = here.parent_id or there.parent_id = here.parent_id));
    end if;
end $$;
