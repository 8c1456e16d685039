create table schema_fingerprint (
  number bigint generated always as identity primary key,
  fingerprint text not null,
  at timestamptz not null default now()
);

-- The trail. The service appends and reads; it can neither change nor remove a row.
create table audit_event (
  sequence bigint primary key,
  type text not null,
  time timestamptz not null,
  received_at timestamptz not null,
  outcome text not null,
  reason text not null,
  actor text not null,
  source text not null,
  object_kind text not null,
  object_id text not null,
  object_name text not null,
  image_id text not null,
  image_name text not null,
  host text not null,
  policy text not null,
  rule text not null,
  details jsonb not null,
  origin_enforcer text,
  origin_spool text,
  origin_sequence bigint,
  hash bytea not null
);
create index audit_event_type on audit_event (type, sequence);
create index audit_event_time on audit_event (time);
-- Rows come in the order of this time, so that an index of block ranges finds the last day and costs nothing.
create index audit_event_received on audit_event using brin (received_at);

-- Whoever appends locks this one row first, so that the chain has one end however many Centers write.
create table audit_head (
  id smallint primary key check (id = 1),
  sequence bigint not null,
  hash bytea not null
);
insert into audit_head values (1, 0, decode(repeat('00', 32), 'hex'));

create table audit_checkpoint (
  sequence bigint primary key,
  at timestamptz not null,
  document text not null,
  signature text not null
);

create table audit_checkpoint_kept (
  sequence bigint not null,
  keeper text not null,
  at timestamptz not null,
  primary key (sequence, keeper)
);

grant usage on schema plimsoll to plimsoll_service;
grant select on schema_fingerprint to plimsoll_service;
grant select, insert on audit_event, audit_checkpoint, audit_checkpoint_kept to plimsoll_service;
grant select, update on audit_head to plimsoll_service;
