-- What has moved in accounts that have a balance. Said here, and not only in the indexes: an account that is asked for by a query could as well be issuance's, which stands in
-- every transfer and in no index; a passbook's page then read all transfers there are, four times.
create view account_entries as
    select xid, seq, credit_account_id as account_id, amount_minutes as minutes, reason, cause_id, occurred_at, recorded_at from time_transfers
        where credit_account_id <> '00000000-0000-7000-8000-000000000000'
    union all
    select xid, seq, debit_account_id, -amount_minutes, reason, cause_id, occurred_at, recorded_at from time_transfers
        where debit_account_id <> '00000000-0000-7000-8000-000000000000';
grant select on account_entries to volunteer_api, volunteer_worker;
