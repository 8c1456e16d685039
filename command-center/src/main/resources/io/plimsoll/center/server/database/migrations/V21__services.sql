-- Named sets of containers. Which containers belong is kept with them (see Belonging.java).
create table service (
  name text primary key,
  description text not null,
  -- of labels and engine labels: what they must be, by key
  labels jsonb not null,
  engine_labels jsonb not null,
  projects text[] not null,
  images text[] not null,
  changed_at timestamptz not null,
  changed_by text not null
);
grant select, insert, update, delete on service to plimsoll_service;

alter table container
  -- names of the services that it belongs to
  add column services text[] not null default '{}',
  -- each label that counts for it, inherited ones too: `key` and `key=value`
  add column label_words text[] not null default '{}',
  -- such as `0.0.0.0:8080->80/tcp`
  add column ports text[] not null default '{}',
  -- whether others than the host itself reach it by one of its ports
  add column exposed boolean not null default false;

create index container_services on container using gin (services) where gone_at is null;
create index container_label_words on container using gin (label_words) where gone_at is null;
create index container_host on container (host_id) where gone_at is null;
create index container_exposed on container (name, id, host_id)
  where exposed and state = 'running' and gone_at is null;

-- Critical and high findings that nobody accepted.
alter table image
  add column unfixed integer not null generated always as (greatest(critical + high - accepted_severe, 0)) stored;
create index image_unfixed on image (id) where unfixed > 0;

-- How the risk was at the end of each day, or is today.
create table risk_day (
  day date primary key,
  running_unfixed bigint not null,
  exposed_unfixed bigint not null,
  critical bigint not null,
  high bigint not null
);
grant select, insert, update, delete on risk_day to plimsoll_service;

-- The labels that containers inherit were not kept before.
update container c set label_words = w.words
from (
  select c.host_id, c.id, array_agg(distinct word order by word) as words
  from container c
  join label l on (l.kind, l.asset_id) in (('container', c.id), ('image', c.image_id), ('host', c.host_id::text))
  cross join lateral unnest(array[l.key, l.key || '=' || l.value]) word
  group by 1, 2) w
where (c.host_id, c.id) = (w.host_id, w.id);
