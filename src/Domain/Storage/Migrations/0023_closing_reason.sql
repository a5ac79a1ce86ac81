-- Why an order was closed is told to its orderer; why a visit was given back or settled is not.
alter table order_texts drop constraint order_texts_kind_check,
    add constraint order_texts_kind_check check (kind in ('Need', 'Address', 'Reason', 'Closing', 'Words', 'Report', 'Complaint'));
update order_texts t set kind = 'Closing' from order_events e
    where t.kind = 'Reason' and e.order_id = t.order_id and e.version = t.version and e.name in ('order.withdrawn.v1', 'order.rejected.v1');
