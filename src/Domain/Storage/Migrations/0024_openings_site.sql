-- Who oversees an opening of an identity number is settled when it happens, as with every other look: a person may move.
alter table id_number_openings add column site_id uuid references sites;
alter table id_number_openings disable trigger id_number_openings_append_only;
update id_number_openings n set site_id = p.home_site_id from persons p where p.id = n.person_id;
alter table id_number_openings enable trigger id_number_openings_append_only;
alter table id_number_openings alter column site_id set not null;
create index id_number_openings_site on id_number_openings (site_id, opened_at desc, id desc);
