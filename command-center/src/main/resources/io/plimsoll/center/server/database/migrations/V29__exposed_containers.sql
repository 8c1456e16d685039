-- Whether they run or not: only those that run had an index, so that who asked for all looked at every container.
drop index container_exposed;
create index container_exposed on container (name, id, host_id) include (state, image_id)
  where exposed and gone_at is null;
