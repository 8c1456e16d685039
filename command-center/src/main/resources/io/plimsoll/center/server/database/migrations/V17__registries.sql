-- Registries, what they have of what is wanted, and the queue of scans.

create table registry (
  id uuid primary key,
  name text not null unique,
  kind text not null,
  address text not null,
  plain_http boolean not null,
  authority text not null,
  token_servers text[] not null,
  user_name text not null,
  -- sealed by the Center's key, for this row and this destination only; null for none
  credential text,
  named text[] not null,
  repositories_in text[] not null,
  repositories_out text[] not null,
  tags_in text[] not null,
  tags_out text[] not null,
  newest integer,
  max_age_days integer,
  every_minutes integer,
  -- hash of the token that pushes are announced with
  webhook bytea unique,
  changed_at timestamptz not null,
  changed_by text not null,
  -- when it is listed next; null for when somebody asks
  list_due_at timestamptz,
  list_lease uuid,
  list_leased_until timestamptz,
  listed_at timestamptz,
  list_failure text not null default '',
  list_notes text[] not null default '{}'
);

create table registry_tag (
  registry_id uuid not null references registry on delete cascade,
  repository text not null,
  tag text not null,
  -- as the engine on a host writes it
  name text not null,
  -- that it has now
  digest text not null,
  -- that its image is of
  scanned_digest text,
  image_id text references image,
  scanned_at timestamptz,
  -- that could not be scanned, and would not be another time
  failed_digest text,
  primary key (registry_id, repository, tag)
);
create index registry_tag_image on registry_tag (image_id);
create index registry_tag_digest on registry_tag (registry_id, digest);

-- Times of leases are the database's, so that the clocks of several Centers do not matter.
create table scan_job (
  number bigint generated always as identity primary key,
  registry_id uuid not null references registry on delete cascade,
  repository text not null,
  tag text not null,
  digest text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- 1 runs somewhere, 2 never scanned, 3 scanned before
  rank smallint not null,
  reason text not null,
  asked_by text not null,
  queued_at timestamptz not null default now(),
  not_before timestamptz not null default now(),
  attempts integer not null default 0,
  lease uuid,
  leased_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  message text not null default '',
  image_id text references image,
  -- where it stands in the list: at work, then by rank, then ended
  place smallint not null generated always as
    (case state when 'running' then 0 when 'waiting' then rank else 9 end) stored,
  position bigint not null generated always as
    (case when state in ('running', 'waiting') then number else -number end) stored
);
create unique index scan_job_open on scan_job (registry_id, repository, tag) where state in ('waiting', 'running');
create index scan_job_next on scan_job (rank, number) where state = 'waiting';
create index scan_job_place on scan_job (place, position);
create index scan_job_ended on scan_job (ended_at) where ended_at is not null;
create index scan_job_image on scan_job (image_id);

grant select, insert, update, delete on registry, registry_tag, scan_job to plimsoll_service;
