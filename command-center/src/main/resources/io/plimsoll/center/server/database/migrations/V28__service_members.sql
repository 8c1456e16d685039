-- How many containers of each service are of which image, as steps that are summed up: hosts that list containers of one
-- service add their own rows and wait for nobody. Written by the triggers below, in the transaction that changes the
-- container, so it is never late; rows of one image are put together from time to time (see BelongingStore.java).
create table service_member (
  service text not null,
  image_id text not null,
  -- more or fewer containers, and of them those that run
  containers integer not null,
  running integer not null
);
insert into service_member
select s, c.image_id, count(*), count(*) filter (where c.state = 'running')
from container c cross join unnest(c.services) s where c.gone_at is null group by 1, 2;
create index service_member_image on service_member (service, image_id) include (containers, running);
grant select, insert, delete on service_member to plimsoll_service;

-- `old` is null where a container is new, and `new` where it is deleted: there is nothing to unnest then.
create function step_service_members() returns trigger language plpgsql as $$
begin
  insert into plimsoll.service_member
  select service, image_id, sum(containers), sum(running)
  from (
    select unnest(old.services), old.image_id, -1, -(old.state = 'running')::integer where old.gone_at is null
    union all
    select unnest(new.services), new.image_id, 1, (new.state = 'running')::integer where new.gone_at is null
  ) step (service, image_id, containers, running)
  group by service, image_id having sum(containers) <> 0 or sum(running) <> 0;
  return null;
end $$;

create trigger service_members_more after insert on container for each row
  when (new.services <> '{}' and new.gone_at is null) execute function step_service_members();
create trigger service_members_others after update on container for each row
  when ((old.services, old.image_id, old.state = 'running', old.gone_at is null)
    is distinct from (new.services, new.image_id, new.state = 'running', new.gone_at is null)
    and (old.services <> '{}' or new.services <> '{}')) execute function step_service_members();
create trigger service_members_fewer after delete on container for each row
  when (old.services <> '{}' and old.gone_at is null) execute function step_service_members();
