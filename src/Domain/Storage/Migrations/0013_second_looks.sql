-- Who set terms, and when: administrators are not watched by the terms they set.
alter table policies
    add column set_by_id uuid references persons,
    add column recorded_at timestamptz;
comment on column policies.set_by_id is 'null: the deployment''s own first terms';

alter table persons
    add column left_at timestamptz,
    add column home_site_since timestamptz,
    add column phone_changed_by_id uuid references persons;
comment on column persons.home_site_since is 'null: since enrolment';
comment on column persons.phone_changed_by_id is 'staff who last changed the phone on file: they neither hand out an activation code nor stand as independent witness';

-- As in 0005; whoever has left serves nobody and is reached by no pool.
create or replace function fitness(people uuid[], orderer uuid, served uuid, item uuid, planned tstzrange, today date)
    returns table (person_id uuid, answer text) language sql stable as $$
    select c.id, case
        when p.volunteer_number is null or p.left_at is not null then 'NotVolunteer'
        when c.id in (orderer, served) then 'OwnOrder'
        when are_kin(c.id, orderer) or are_kin(c.id, served) then 'Household'
        when i.may_serve <> 'Anyone' and (p.adult_on is null or p.adult_on > today) then 'Minor'
        when i.may_serve = 'Qualified' and not exists (select from qualifications q
            where q.person_id = c.id and q.name = i.qualification and (q.valid_until is null or q.valid_until >= today)) then 'Unqualified'
        when exists (select from assignments a where a.person_id = c.id and a.state in ('Accepted', 'InService') and a.planned && fitness.planned) then 'Busy'
        else 'Fit' end
    from unnest(people) as c(id) join service_items i on i.id = item left join persons p on p.id = c.id
$$;

create or replace function in_reach(person uuid, site uuid) returns boolean language sql stable as $$
    select exists (select from persons p
        join site_paths up on up.site_id = p.home_site_id
        join sites c on c.id = up.ancestor_id and c.level = 'Centre'
        join site_paths down on down.ancestor_id = c.id and down.site_id = site
        where p.id = person and p.volunteer_number is not null and p.left_at is null)
$$;

-- A correction may be refused by a second person or taken back by the first; then the record is open to another proposal.
alter table corrections
    add column ended_by_id uuid references persons,
    add column ended_at timestamptz,
    add constraint corrections_ended check ((ended_at is null) = (ended_by_id is null) and (ended_at is null or approved_at is null));
drop index corrections_open_once;
create unique index corrections_open_once on corrections (record_id) where approved_at is null and ended_at is null;
create index corrections_open on corrections (id) where approved_at is null and ended_at is null;

-- Who may judge a record: nobody of the volunteer's household or family. A relative whom the volunteer registered after the visit began keeps
-- nobody from judging it, or a volunteer could choose the judges.
create function may_judge(judge uuid, volunteer uuid, visit_began timestamptz) returns boolean language sql stable as $$
    select judge <> volunteer
        and not exists (select from persons a join persons b on a.household_id = b.household_id where a.id = judge and b.id = volunteer)
        and not exists (select from relatives r
            where ((r.person_id = judge and r.relative_id = volunteer) or (r.person_id = volunteer and r.relative_id = judge))
                and (r.added_by_id = judge or r.added_at <= visit_began))
$$;
