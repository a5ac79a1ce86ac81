create sequence passbook_numbers;

create table passbooks (
    id        uuid primary key,
    number    text not null,
    person_id uuid not null references persons,
    site_id   uuid not null references sites,
    issued_at timestamptz not null,
    issued_by_id uuid references persons,
    constraint passbooks_number unique (number),
    constraint passbooks_person unique (person_id)
);
alter table service_records add constraint service_records_passbook foreign key (passbook_id) references passbooks;

-- balance_minutes is null for issuance alone: it is minus the sum of the others, and no row that every credit must lock.
create table time_accounts (
    id              uuid primary key,
    kind            text not null check (kind in ('Issuance', 'Available', 'Held', 'Fund')),
    passbook_id     uuid references passbooks,
    site_id         uuid references sites,
    balance_minutes bigint,
    constraint time_accounts_owner check (
        (kind = 'Issuance' and passbook_id is null and site_id is null)
        or (kind in ('Available', 'Held') and passbook_id is not null and site_id is null)
        or (kind = 'Fund' and passbook_id is null and site_id is not null)),
    constraint time_accounts_balance check ((kind = 'Issuance') = (balance_minutes is null)),
    constraint time_accounts_not_below_zero check (balance_minutes >= 0),
    constraint time_accounts_passbook unique (passbook_id, kind),
    constraint time_accounts_site unique (site_id)
) with (fillfactor = 80);   -- room on the page: a new balance is a HOT update
create unique index time_accounts_one_issuance on time_accounts (kind) where kind = 'Issuance';
insert into time_accounts (id, kind) values ('00000000-0000-7000-8000-000000000000', 'Issuance');

-- An account is opened empty, whoever opens it: minutes come by transfers alone.
create function refuse_full_account() returns trigger language plpgsql as $$
begin
    if new.balance_minutes > 0 then raise exception 'an account is opened empty' using errcode = 'check_violation', constraint = 'time_accounts_opened_empty'; end if;
    return new;
end $$;
create trigger time_accounts_opened_empty before insert on time_accounts for each row execute function refuse_full_account();

-- One row, two sides: a transfer cannot be unbalanced. Never changed, never deleted, by anybody.
-- xid and seq give the order in which transfers became visible: seq alone is the order in which they began.
create table time_transfers (
    xid               xid8 not null default pg_current_xact_id(),
    seq               bigint generated always as identity,
    debit_account_id  uuid not null references time_accounts,
    credit_account_id uuid not null references time_accounts,
    amount_minutes    int not null check (amount_minutes > 0),
    reason            text not null check (reason in ('Credit', 'Excess', 'Hold', 'Take', 'Release', 'Fund', 'Gift', 'Return', 'Reversal')),
    cause_id          uuid not null,
    occurred_at       timestamptz not null,
    recorded_at       timestamptz not null default transaction_timestamp(),
    primary key (xid, seq),
    constraint time_transfers_two_sides check (debit_account_id <> credit_account_id),
    constraint time_transfers_once unique (cause_id, reason)
);
create index time_transfers_in on time_transfers (credit_account_id, seq) where credit_account_id <> '00000000-0000-7000-8000-000000000000';
create index time_transfers_out on time_transfers (debit_account_id, seq) where debit_account_id <> '00000000-0000-7000-8000-000000000000';
create trigger time_transfers_append_only before update or delete or truncate on time_transfers for each statement execute function refuse_change();

create view time_entries as
    select xid, seq, credit_account_id as account_id, amount_minutes as minutes, reason, cause_id, occurred_at, recorded_at from time_transfers
    union all
    select xid, seq, debit_account_id, -amount_minutes, reason, cause_id, occurred_at, recorded_at from time_transfers;

-- What a correction could not take back: repaid first by later credits, and spending stops meanwhile.
create table time_claims (
    id             uuid primary key references corrections,
    passbook_id    uuid not null references passbooks,
    amount_minutes int not null check (amount_minutes > 0),
    repaid_minutes int not null default 0,
    made_at        timestamptz not null,
    constraint time_claims_repaid check (repaid_minutes between 0 and amount_minutes)
);
create index time_claims_open on time_claims (passbook_id, made_at, id) where repaid_minutes < amount_minutes;

-- The queue between an order's close and its credit; a row leaves in the transaction that writes its transfer.
create table credits_due (
    cause_id       uuid primary key,      -- the record, or the correction that raised it
    record_id      uuid not null references service_records,
    account_id     uuid not null references time_accounts,
    person_id      uuid not null,
    site_id        uuid not null,
    served_on      date not null,
    standing       text not null check (standing in ('Verified', 'Declared')),
    minutes        int not null,          -- given, for the roll-ups
    credit_minutes int not null,          -- below zero: a correction takes back
    cap_minutes    bigint not null,
    occurred_at    timestamptz not null,
    counted        boolean not null,      -- false: a correction's difference, not another participation
    queued_at      timestamptz not null
);
create index credits_due_order on credits_due (queued_at, cause_id);
create function refuse_second_credit() returns trigger language plpgsql as $$
begin
    if exists (select from time_transfers where cause_id = new.cause_id and reason in ('Credit', 'Excess')) then
        raise exception 'cause % is credited already', new.cause_id using errcode = 'unique_violation', constraint = 'credits_due_once';
    end if;
    return new;
end $$;
create trigger credits_due_once before insert on credits_due for each row execute function refuse_second_credit();

-- The nightly seal: a Merkle tree over the transfers since the last one, chained to it.
create table seals (
    number      int primary key check (number > 0),
    sealed_at   timestamptz not null,
    up_to_xid   xid8 not null,
    up_to_seq   bigint not null,
    leaves      bigint not null check (leaves >= 0),
    root        bytea not null check (length(root) = 32),
    chain       bytea not null check (length(chain) = 32)
);
create trigger seals_append_only before update or delete or truncate on seals for each statement execute function refuse_change();
