-- Each of these gives the newest events of one value without looking at any other; see docs/adr/0021.
create index audit_event_subject on audit_event (split_part(type, '.', 1), sequence);
create index audit_event_failure on audit_event (sequence) where outcome = 'failure';
create index audit_event_actor on audit_event (actor, sequence);
create index audit_event_host on audit_event (host, sequence) where host <> '';
create index audit_event_policy on audit_event (policy, sequence) where policy <> '';
create index audit_event_object on audit_event (object_id, sequence);
create index audit_event_image on audit_event (image_id, sequence) where image_id <> '';
create index audit_event_image_name on audit_event (image_name, sequence) where image_name <> '';

-- How many events happened in an hour, and between which places of the chain they stand. Kept by whoever appends, in the
-- same transaction. A summary that can be made anew from the rows at any time: no proof rests on it.
create table audit_hour (
  hour timestamptz not null,
  type text not null,
  outcome text not null,
  events bigint not null,
  first_sequence bigint not null,
  last_sequence bigint not null,
  primary key (hour, type, outcome)
) with (fillfactor = 50);

insert into audit_hour
select date_trunc('hour', time, 'UTC'), type, outcome, count(*), min(sequence), max(sequence)
from audit_event group by 1, 2, 3;

grant select, insert, update on audit_hour to plimsoll_service;
