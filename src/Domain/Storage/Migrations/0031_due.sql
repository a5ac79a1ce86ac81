-- SearchRules for tables of orders; a test compares the two. When it is said that nobody has been found (SayNobodyAt):
create function nobody_at(o orders) returns timestamptz language sql stable as $$
    select greatest(o.wanted_from - least((o.wanted_from - coalesce(o.wanted_since, o.placed_at)) / 2, interval '2 hours'), coalesce(o.wanted_since, o.placed_at) + interval '15 minutes')
$$;

-- By when somebody must have been asked to come (DispatchDueAt).
create function dispatch_due(o orders) returns timestamptz language sql stable as $$
    select least(o.dispatch_due_at, nobody_at(o))
$$;
