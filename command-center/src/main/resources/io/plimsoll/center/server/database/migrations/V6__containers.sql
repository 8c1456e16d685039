create table container (
  host_id uuid not null references host,
  id text not null,
  name text not null,
  image_id text not null,
  image_name text not null,
  state text not null,
  status text not null,
  created_at timestamptz,
  engine_labels jsonb not null,
  exec_gate text not null,
  exec_gate_detail text not null,
  privileged boolean not null,
  run_as text not null,
  first_seen_at timestamptz not null,
  gone_at timestamptz,
  search text not null,
  primary key (host_id, id)
);
create index container_id on container (id);
create index container_name on container (name, id, host_id) where gone_at is null;
create index container_image on container (image_id) where gone_at is null;
create index container_search on container using gin (search gin_trgm_ops) where gone_at is null;

grant select, insert, update on container to plimsoll_service;
