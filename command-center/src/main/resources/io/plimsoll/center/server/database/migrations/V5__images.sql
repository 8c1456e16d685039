create extension if not exists pg_trgm with schema plimsoll;

create table image (
  id text primary key,
  name text not null,
  names text[] not null,
  size bigint not null,
  created_at timestamptz,
  first_seen_at timestamptz not null,
  gone_at timestamptz,
  image_labels jsonb not null,
  scan_state text not null,
  scanned_at timestamptz,
  distribution text,
  verdict text not null,
  violations jsonb not null,
  critical integer not null default 0,
  high integer not null default 0,
  medium integer not null default 0,
  low integer not null default 0,
  negligible integer not null default 0,
  unknown integer not null default 0,
  kev integer not null default 0,
  severity_order bigint not null default 0,
  not_assessed integer not null default 0,
  not_assessed_ecosystems jsonb not null default '[]',
  matched_at timestamptz,
  bundle_built_at timestamptz,
  bundle_digest text,
  snapshot_version bigint,
  search text not null,
  -- whether it is to be matched and judged again
  due boolean not null default true
);
create index image_due on image (id) where due;
create index image_name on image (name, id) where gone_at is null;
create index image_created on image (created_at, id) where gone_at is null;
create index image_severity on image (severity_order, id) where gone_at is null;

create table image_on_host (
  image_id text not null references image,
  host_id uuid not null references host,
  names text[] not null,
  digests text[] not null,
  scan_state text not null,
  primary key (image_id, host_id)
);
create index image_on_host_host on image_on_host (host_id);

-- What the scanner saw, as it wrote it (compressed), and the part of it that is shown.
create table image_inventory (
  image_id text primary key references image,
  received_at timestamptz not null,
  document bytea not null,
  packages integer not null,
  executables integer not null,
  distribution jsonb,
  configuration jsonb,
  layers jsonb not null,
  gaps jsonb not null
);

create table image_package (
  image_id text not null references image,
  number integer not null,
  name text not null,
  version text not null,
  type text not null,
  purl text not null,
  source_name text,
  source_version text,
  architecture text not null,
  path text not null,
  layer text,
  primary key (image_id, number)
);

-- Worst first in the order of their numbers.
create table finding (
  image_id text not null references image,
  number integer not null,
  id text not null,
  severity text not null,
  document jsonb not null,
  search text not null,
  primary key (image_id, number)
);

grant select, insert, update on image, image_inventory to plimsoll_service;
grant select, insert, update, delete on image_on_host, image_package, finding to plimsoll_service;
