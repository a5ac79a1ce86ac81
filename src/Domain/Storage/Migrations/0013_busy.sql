-- In fitness() the bare word "planned" meant the column, not the argument: whoever had one visit to come was busy at every other time too.
create or replace function fitness(people uuid[], orderer uuid, served uuid, item uuid, planned tstzrange, today date)
    returns table (person_id uuid, answer text) language sql stable as $$
    select c.id, case
        when p.volunteer_number is null then 'NotVolunteer'
        when c.id in (orderer, served) then 'OwnOrder'
        when are_kin(c.id, orderer) or are_kin(c.id, served) then 'Household'
        when i.may_serve <> 'Anyone' and (p.adult_on is null or p.adult_on > today) then 'Minor'
        when i.may_serve = 'Qualified' and not exists (select from qualifications q
            where q.person_id = c.id and q.name = i.qualification and (q.valid_until is null or q.valid_until >= today)) then 'Unqualified'
        when exists (select from assignments a where a.person_id = c.id and a.state in ('Accepted', 'InService') and a.planned && fitness.planned) then 'Busy'
        else 'Fit' end
    from unnest(people) as c(id) join service_items i on i.id = item left join persons p on p.id = c.id
$$;
