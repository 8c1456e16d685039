-- Files with rows that left the table of events, in the order of the chain; see docs/adr/0028. A record stays when its
-- file is removed.
create table audit_archive (
  first_sequence bigint primary key,
  last_sequence bigint not null unique check (last_sequence >= first_sequence),
  before_hash bytea not null,
  last_hash bytea not null,
  first_received_at timestamptz not null,
  last_received_at timestamptz not null,
  file text not null unique,
  bytes bigint not null,
  digest bytea not null,
  archived_at timestamptz not null,
  removed_at timestamptz
);
grant select, insert on audit_archive to plimsoll_service;
grant update (removed_at) on audit_archive to plimsoll_service;

-- The only way for the service to remove rows: the whole beginning of the chain that an archive names, and none that
-- came in within the last 80 days by the database's own clock.
create function audit_forget(first_row bigint, last_row bigint) returns void
language plpgsql security definer set search_path = plimsoll, pg_temp as $$
declare
  gone bigint;
begin
  if not exists (select 1 from audit_archive where first_sequence = first_row and last_sequence = last_row) then
    raise exception 'rows % to % are in no archive', first_row, last_row;
  end if;
  if exists (select 1 from audit_event where sequence < first_row) then
    raise exception 'rows before % are not archived yet', first_row;
  end if;
  if exists (select 1 from audit_event where sequence between first_row and last_row
      and received_at > now() - interval '80 days') then
    raise exception 'rows % to % are too young to leave the table', first_row, last_row;
  end if;
  delete from audit_event where sequence between first_row and last_row;
  get diagnostics gone = row_count;
  if gone <> last_row - first_row + 1 then
    raise exception 'of the rows % to % only % are there', first_row, last_row, gone;
  end if;
end $$;
revoke all on function audit_forget(bigint, bigint) from public;
grant execute on function audit_forget(bigint, bigint) to plimsoll_service;

-- A summary without any proof: what is no more online is no more counted.
grant delete on audit_hour to plimsoll_service;

-- What somebody should look at, repeats together: the same thing on one day (UTC) is one incident. Kept by whoever
-- appends, in the same transaction. A summary without any proof.
create table audit_incident (
  day date not null,
  same bytea not null,
  type text not null,
  outcome text not null,
  reason text not null,
  actor text not null,
  host text not null,
  policy text not null,
  rule text not null,
  image_id text not null,
  image_name text not null,
  object_kind text not null,
  object_id text not null,
  object_name text not null,
  events bigint not null,
  first_time timestamptz not null,
  last_time timestamptz not null,
  last_sequence bigint not null,
  primary key (day, same)
) with (fillfactor = 70);
create index audit_incident_last on audit_incident (last_sequence);

-- The same events, and the same of them together, as in Incidents.java.
insert into audit_incident
select (time at time zone 'UTC')::date as day,
  sha256(convert_to(type || E'\x1f' || outcome || E'\x1f' || reason || E'\x1f' || actor || E'\x1f' || host || E'\x1f'
    || policy || E'\x1f' || rule || E'\x1f' || image_id || E'\x1f' || image_name || E'\x1f' || object_kind || E'\x1f'
    || case when type like 'container.%' then '' else object_id end, 'UTF8')) as same,
  type, outcome, reason, actor, host, policy, rule, image_id, image_name, object_kind,
  (array_agg(object_id order by sequence desc))[1], (array_agg(object_name order by sequence desc))[1],
  count(*), min(time), max(time), max(sequence)
from audit_event
where outcome = 'failure' or type in ('container.start-would-refuse', 'container.start-ungoverned',
  'container.gate-failed', 'exec.would-deny', 'exec.killed', 'enforcer.silent', 'enforcer.gap', 'enforcer.events-lost',
  'enforcer.degraded', 'enforcer.refused', 'host.rescued', 'user.locked')
group by 1, 2, type, outcome, reason, actor, host, policy, rule, image_id, image_name, object_kind;

grant select, insert, update, delete on audit_incident to plimsoll_service;
