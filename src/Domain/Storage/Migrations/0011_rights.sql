-- The hosts own nothing. What is append-only has neither UPDATE nor DELETE here, and a trigger besides.
grant usage on schema public to volunteer_api, volunteer_worker;
grant usage on all sequences in schema public to volunteer_api, volunteer_worker;

-- schema_migrations too: a host is ready when the migrations it was built with are there.
grant select on all tables in schema public to volunteer_api, volunteer_worker;

-- Both hosts move orders and keep records through the same desks.
grant insert on orders, order_texts, offers, pool_hides, assignments, ratings, cases, order_events,
    service_records, service_intervals, witnesses, corrections, credits_due, outbox, commands, messages,
    site_days, site_day_people, passbooks, persons, appointments, consents, activations, heartbeats to volunteer_api, volunteer_worker;
grant update on orders, offers, assignments, cases, messages, site_days, heartbeats, corrections to volunteer_api, volunteer_worker;
grant update (standing, approved_by_id, approved_at, superseded) on service_records to volunteer_api, volunteer_worker;
grant update (live) on service_intervals to volunteer_api, volunteer_worker;
grant update on persons, activations to volunteer_api, volunteer_worker;
grant delete on activations to volunteer_api, volunteer_worker;

-- Sites, menu and policies: by administrators in Api, by the command line in Worker.
grant insert, update on sites, service_items, relatives, qualifications, appointments to volunteer_api, volunteer_worker;
grant insert, delete on menu_entries to volunteer_api, volunteer_worker;
grant insert on policies, id_number_openings to volunteer_api, volunteer_worker;
grant delete on relatives to volunteer_api, volunteer_worker;
grant insert, update, delete on calendar_days to volunteer_worker;
grant delete on order_texts to volunteer_api, volunteer_worker;

-- Accounts are opened with a zero balance by Api; minutes are moved by the worker alone.
grant insert on time_accounts to volunteer_api, volunteer_worker;
grant update (balance_minutes) on time_accounts to volunteer_worker;
grant insert on time_transfers, time_claims, seals to volunteer_worker;
grant update (repaid_minutes) on time_claims to volunteer_worker;
grant update on credits_due to volunteer_worker;   -- to lock a batch of it
grant delete on credits_due, outbox, handled_events, commands to volunteer_worker;
grant insert on handled_events to volunteer_worker;
grant update on outbox, relay_cursors to volunteer_worker;
