-- Networks of hosts' engines, known by host and name: an engine makes the same one anew under another id, and labels stay.
create table network (
  id uuid primary key,
  host_id uuid not null references host,
  name text not null,
  engine_id text not null,
  driver text not null,
  internal boolean not null,
  subnets text[] not null,
  engine_labels jsonb not null,
  -- of the host's containers, those that are on it
  containers integer not null,
  running integer not null,
  first_seen_at timestamptz not null,
  -- what carries labels stays when it is gone, to have them again when it comes back
  gone_at timestamptz,
  search text not null,
  unique (host_id, name)
);
create index network_name on network (name, (id::text)) where gone_at is null;
create index network_search on network using gin (search gin_trgm_ops) where gone_at is null;
grant select, insert, update, delete on network to plimsoll_service;

-- Names of the networks that it is on, those of the container whose network it shares among them.
alter table container add column networks text[] not null default '{}';

-- For callers who are held to labels: networks that carry them, and those that containers of the scope are on.
create function scoped_networks() returns setof uuid
language sql stable security definer set search_path = plimsoll as $$
  select labelled('network')::uuid
  union
  select n.id from (
    select distinct c.host_id, unnest(c.networks) as name from scoped_containers() s
    join container c on (c.host_id, c.id) = (s.host_id, s.id) where s.is_present) c
  join network n on (n.host_id, n.name) = (c.host_id, c.name)
$$;

alter table network enable row level security;
create policy scoped on network for select to plimsoll_scoped using (id in (select scoped_networks()));
grant select on network to plimsoll_scoped;

create or replace function scoped_hosts() returns setof uuid
language sql stable security definer set search_path = plimsoll as $$
  select labelled('host')::uuid
  union
  select host_id from scoped_containers() where is_present
  union
  select host_id from network where gone_at is null and id in (select labelled('network')::uuid)
$$;

drop policy scoped on label;
create policy scoped on label for select to plimsoll_scoped using (
  case kind
    when 'host' then asset_id in (select scoped_hosts()::text)
    when 'image' then asset_id in (select scoped_images())
    when 'service' then asset_id in (select s.name from service s)
    when 'network' then asset_id in (select scoped_networks()::text)
    when 'container' then asset_id in (select c.id from scoped_containers() c)
    else false end);

-- How many containers are on it, within the scope.
create view narrowed.network with (security_invoker = true) as
select n.id, n.host_id, n.name, n.engine_id, n.driver, n.internal, n.subnets, n.engine_labels, n.first_seen_at, n.gone_at,
  n.search, c.containers, c.running
from plimsoll.network n cross join lateral (
  select count(*)::integer as containers, (count(*) filter (where c.state = 'running'))::integer as running
  from plimsoll.container c where c.host_id = n.host_id and c.gone_at is null and n.name = any (c.networks)) c;

grant select on narrowed.network to plimsoll_scoped;
