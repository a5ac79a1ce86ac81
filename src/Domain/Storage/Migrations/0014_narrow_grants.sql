-- What a host never writes it may not write: a stolen password of one host opens no more than that host does.
revoke insert, update, delete on relatives, qualifications from volunteer_worker;
revoke insert on policies, id_number_openings, pool_hides, consents, passbooks from volunteer_worker;
revoke insert, update on service_items, heartbeats from volunteer_api;
revoke insert, delete on menu_entries from volunteer_api;
revoke insert on messages from volunteer_api;
