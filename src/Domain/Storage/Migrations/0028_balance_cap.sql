-- A million hours at most, as Term says. Not of rows that are older than the bound: a policy that has held is never touched.
alter table policies drop constraint policies_balance_cap_minutes_check,
    add constraint policies_balance_cap_minutes_check check (balance_cap_minutes between 1 and 60000000) not valid;
