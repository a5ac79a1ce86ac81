using Npgsql;

namespace TimeBank.TestKit;

/// <summary>Thousands of rated orders whose minutes are due, as their lives would have left them. Written by SQL: living so many takes minutes.</summary>
public static class RatedRecords
{
    /// <param name="ownerConnectionString">A migrated database without sites.</param>
    /// <param name="volunteers">Each with a passbook; the orders go round among them.</param>
    /// <param name="capMinutes">Of every passbook; a record has 30 to 120 minutes.</param>
    public static async Task AddAsync(string ownerConnectionString, int sites, int volunteers, int records, long capMinutes)
    {
        await using NpgsqlConnection owner = new(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false, CommandTimeout = 600 }.ConnectionString);
        await owner.OpenAsync();
        await using NpgsqlCommand add = new(Script, owner);
        // A script takes no parameters, but it can read settings.
        await using NpgsqlCommand say = new("select set_config('kit.sites', $1, false), set_config('kit.volunteers', $2, false), set_config('kit.records', $3, false), set_config('kit.cap', $4, false)", owner);
        foreach (var number in new long[] { sites, volunteers, records, capMinutes }) { say.Parameters.Add(new() { Value = $"{number}" }); }
        await say.ExecuteNonQueryAsync();
        await add.ExecuteNonQueryAsync();
    }

    /// <summary>Ids are made from numbers, growing like those the desks make, so that rows find each other without a join.</summary>
    private const string Script =
        """
        create function pg_temp.id(kind int, number bigint) returns uuid language sql immutable as
            $$ select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
        create function pg_temp.the(name text) returns bigint language sql stable as $$ select current_setting('kit.' || name)::bigint $$;

        insert into sites (id, code, level, parent_id, name, added_at)
            select pg_temp.id(1, n), 'kit-' || n, case n when 0 then 'City' else 'Station' end, case when n > 0 then pg_temp.id(1, 0) end, '站点 ' || n, now()
            from generate_series(0, pg_temp.the('sites')) n;
        insert into service_items (id, code, field, name, name_en, description, description_en, may_serve, usual_minutes, greatest_minutes)
            values (pg_temp.id(2, 1), 'kit-escort', 'Health', '陪诊', 'Hospital escort', '陪同就医', 'Going along to the hospital', 'Anyone', 120, 240);

        -- Person 0 orders everything.
        insert into persons (id, home_site_id, household_id, details_sealed, name_hash, volunteer_number, volunteer_since, enrolled_at)
            select pg_temp.id(3, n), pg_temp.id(1, 1 + n % pg_temp.the('sites')), pg_temp.id(4, n), '\x00', '\x00',
                case when n > 0 then 'kit-V' || n end, case when n > 0 then now() end, now()
            from generate_series(0, pg_temp.the('volunteers')) n;
        insert into passbooks (id, number, person_id, site_id, issued_at)
            select pg_temp.id(5, n), 'kit-P' || n, pg_temp.id(3, n), pg_temp.id(1, 1 + n % pg_temp.the('sites')), now() from generate_series(1, pg_temp.the('volunteers')) n;
        insert into time_accounts (id, kind, passbook_id, balance_minutes)
            select pg_temp.id(k.kind, n), k.name, pg_temp.id(5, n), 0
            from generate_series(1, pg_temp.the('volunteers')) n cross join (values (6, 'Available'), (7, 'Held')) k(kind, name);

        create temporary table lives as
            select n, pg_temp.id(8, n) as order_id, pg_temp.id(9, n) as visit_id, pg_temp.id(10, n) as record_id,
                1 + n % pg_temp.the('volunteers') as volunteer, pg_temp.id(1, 1 + n % pg_temp.the('sites')) as site_id,
                (30 + n * 37 % 91)::int as minutes, timestamptz '2026-01-05T01:00:00Z' + n % 300 * interval '1 day' as began
            from generate_series(1, pg_temp.the('records')) n;
        insert into orders (id, site_id, item_id, orderer_id, served_id, placed_by_id, origin, channel, urgency, state, places, wanted_from, wanted_until,
                placed_at, placed_on, dispatch_due_at, dispatched_at, accepted_at, served_at, closed_at, version)
            select order_id, site_id, pg_temp.id(2, 1), pg_temp.id(3, 0), pg_temp.id(3, 0), pg_temp.id(3, 0), 'Resident', 'Online', 'Ordinary', 'Rated', 1, began, began + interval '2 hours',
                began - interval '1 day', (began - interval '1 day')::date, began, began, began, began + minutes * interval '1 minute', began + interval '3 hours', 6 from lives;
        insert into assignments (id, order_id, person_id, state, planned, accepted_at, checked_in_at, checked_in_by_code, checked_out_at, checked_out_by_code, ended_at)
            select visit_id, order_id, pg_temp.id(3, volunteer), 'Served', tstzrange(began, began + interval '2 hours'), began, began, true,
                began + minutes * interval '1 minute', true, began + minutes * interval '1 minute' from lives;
        insert into service_records (id, assignment_id, order_id, person_id, passbook_id, item_id, activity, content, site_id, served_id, started_at, ended_at, served_on,
                outcome, minutes, credit_minutes, policy_id, first_standing, standing, recorded_at)
            select record_id, visit_id, order_id, pg_temp.id(3, volunteer), pg_temp.id(5, volunteer), pg_temp.id(2, 1), '陪诊', '陪同就医', site_id, pg_temp.id(3, 0),
                began, began + minutes * interval '1 minute', began::date, 'Done', minutes, minutes, '00000000-0000-7000-8000-000000000001', 'Verified', 'Verified', began from lives;
        insert into credits_due (cause_id, record_id, account_id, person_id, site_id, served_on, standing, minutes, credit_minutes, cap_minutes, occurred_at, counted, queued_at)
            select record_id, record_id, pg_temp.id(6, volunteer), pg_temp.id(3, volunteer), site_id, began::date, 'Verified', minutes, minutes, pg_temp.the('cap'),
                began + minutes * interval '1 minute', true, timestamptz '2026-11-23T01:00:00Z' + n * interval '1 millisecond' from lives;
        drop table lives;
        """;
}
