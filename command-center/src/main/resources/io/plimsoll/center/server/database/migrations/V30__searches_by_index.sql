-- Whether anything but a container has this id, so that not each of its events is read to see what it is about.
create index audit_event_other_object on audit_event (object_id, sequence) where object_kind <> 'container';
-- How many images hold a package is counted in an index instead of in their wide rows.
create index image_present on image (number) where gone_at is null;
