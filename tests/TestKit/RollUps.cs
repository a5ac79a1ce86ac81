namespace TimeBank.TestKit;

/// <summary>Orders, ratings and waits counted again from the orders, against the rows per site and day. Everything that differs.</summary>
public static class RollUps
{
    public static FormattableString Differences =>
        $"""
        with counted as (
            select site_id, placed_on as day, 'orders_' || case state when 'InService' then 'in_service' else lower(state) end as measure, count(*) as value from orders group by 1, 2, 3
            union all
            select site_id, placed_on, 'dispatched', count(*) from orders where dispatched_at is not null group by 1, 2
            union all
            select site_id, placed_on, 'late', count(*) from orders where least(dispatched_at, closed_at) > dispatch_due_at group by 1, 2
            union all
            select site_id, (closed_at at time zone 'Asia/Shanghai')::date, 'orders_closed', count(*) from orders where closed_at is not null group by 1, 2
            union all
            select o.site_id, (r.rated_at at time zone 'Asia/Shanghai')::date, 'answers_' || case answer when 'NoAnswer' then 'no_answer' else lower(answer) end, count(*)
                from ratings r join orders o on o.id = r.order_id group by 1, 2, 3
            union all
            select o.site_id, (r.rated_at at time zone 'Asia/Shanghai')::date, 'satisfied', count(*)
                from ratings r join orders o on o.id = r.order_id where answer = 'Solved' and (stars is null or stars >= 4) group by 1, 2
            union all
            select o.site_id, o.placed_on, w.step || ' ' || floor(extract(epoch from w.at - o.placed_at) / 60), count(*)
                from orders o cross join lateral (values ('Dispatch', o.dispatched_at), ('Accept', o.accepted_at), ('Finish', o.served_at)) w(step, at) where w.at is not null group by 1, 2, 3
        ), kept as (
            select site_id, day, measure, value from site_days
                where value <> 0 and (measure like 'orders%' or measure like 'answers%' or measure in ('dispatched', 'late', 'satisfied'))
            union all
            select site_id, day, step || ' ' || minutes, orders from site_waits where orders <> 0
        )
        select coalesce(k.measure, c.measure) || ' ' || coalesce(k.day, c.day) || ': kept ' || coalesce(k.value, 0) || ', counted ' || coalesce(c.value, 0) as "Value"
        from kept k full join counted c using (site_id, day, measure) where k.value is distinct from c.value
        """;
}
