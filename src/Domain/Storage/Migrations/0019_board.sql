-- The volunteers of a site in an order that favours nobody (the hash of an id is a lot drawn once), so that a query may take the first few from anywhere in it.
create index persons_volunteers on persons (home_site_id, uuid_hash(id)) where volunteer_number is not null and left_at is null;
create index qualifications_name on qualifications (name, person_id);
