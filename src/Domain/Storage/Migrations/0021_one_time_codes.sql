-- One-time codes prove that a phone is in somebody's hand: at a sign-up, a sign-in, for a forgotten password, for a new phone.
-- One row per phone and purpose, also for phones that nobody has: whoever asks learns nothing. Closed to the Worker, like all of this schema.
create table accounts.one_time_codes (
    phone_hash bytea not null,
    purpose    text not null check (purpose in ('SignUp', 'SignIn', 'Password', 'Phone')),
    code_hash  bytea not null,           -- keyed; phone and purpose are in it
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    tries      int not null default 0,   -- wrong ones
    used_at    timestamptz,
    primary key (phone_hash, purpose),
    constraint one_time_codes_tries check (tries between 0 and 5)
);
create index one_time_codes_age on accounts.one_time_codes (expires_at);

-- How many codes were asked for one phone or from one address, both as keyed hashes, in one window of time.
create table accounts.code_counts (
    who      bytea not null,
    until_at timestamptz not null,
    codes    int not null,
    most     int not null,
    primary key (who, until_at),
    constraint code_counts_most check (codes between 1 and most)
);
create index code_counts_age on accounts.code_counts (until_at);
grant select, insert, update, delete on accounts.one_time_codes, accounts.code_counts to volunteer_api;

-- Texts to phones, number and words sealed as one: written with what they tell, sent after the commit, gone when a gateway has taken them or nobody could use them.
create table outgoing_texts (
    id         uuid primary key,
    sealed     bytea not null,
    written_at timestamptz not null,
    expires_at timestamptz not null,
    next_at    timestamptz not null,     -- when a worker may take it; whoever tries moves it on first
    tries      int not null default 0
);
create index outgoing_texts_due on outgoing_texts (next_at);
create index outgoing_texts_age on outgoing_texts (expires_at);
grant select, insert on outgoing_texts to volunteer_api;
grant select, update (next_at, tries), delete on outgoing_texts to volunteer_worker;
