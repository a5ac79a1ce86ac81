-- The beginning of a command (Once): its key's lock, whether it was answered before, and how its statements are planned: once a session, by keys, and never compiled. A plan made
-- while a table was empty would else read the whole table until its first ANALYZE (a new city's first minutes: twice the database's time for a call). One message instead of
-- two; each statement of a function sees what was committed before it, so what the lock's last holder left is seen.
create function begin_command(lock_number bigint, caller uuid, command_key text, out is_free boolean, out hash bytea, out answer text) language plpgsql as $$
begin
    perform set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true);
    is_free := pg_try_advisory_xact_lock(lock_number);
    select c.hash, c.answer::text into hash, answer from commands c where c.caller_id = caller and c.key = command_key;
end $$;

-- order_facts asks at every step who let the served person in; so do leaving, and giving a code anew.
create index activations_person on activations (person_id);
