create table host (
  id uuid primary key,
  machine_id text not null,
  name text not null,
  operating_system text not null,
  kernel_version text not null,
  architecture text not null,
  engine_version text not null,
  engine_id text not null,
  engine_data_root text not null,
  capabilities jsonb not null,
  first_seen_at timestamptz not null,
  reported_at timestamptz not null,
  images_reported_at timestamptz,
  containers_reported_at timestamptz,
  search text not null
);
create index host_name on host (name, id);
create index host_machine on host (machine_id);

create table enforcer (
  id uuid primary key,
  host_name text not null,
  host_id uuid references host,
  version text not null,
  enrolled_at timestamptz not null,
  certificate_serial text not null,
  previous_serial text,
  certificate_expires_at timestamptz not null,
  revoked_at timestamptz,
  last_seen_at timestamptz,
  silent_since timestamptz,
  -- whether it is in a conversation with some Center right now
  conversing boolean not null default false,
  snapshot_version bigint not null default 0,
  events_lost bigint not null default 0,
  resident_bytes bigint not null default 0
);
create index enforcer_host on enforcer (host_id);

create table enrolment_token (
  id uuid primary key,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references enforcer
);

-- How far each spool of each Enforcer has been written down.
create table event_spool (
  enforcer_id uuid not null references enforcer,
  spool_id text not null,
  last_sequence bigint not null,
  primary key (enforcer_id, spool_id)
);

-- How each Enforcer is now, in the words of the API.
create view enforcer_now as
select id, host_id, enrolled_at, last_seen_at,
  case when revoked_at is not null then 'revoked'
    when silent_since is not null or last_seen_at is null then 'silent'
    else 'connected' end as state
from enforcer;

grant select on enforcer_now to plimsoll_service;
grant select, insert, update on host, enforcer, enrolment_token, event_spool to plimsoll_service;
