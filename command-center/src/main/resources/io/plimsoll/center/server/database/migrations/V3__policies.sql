create table policy (
  name text primary key,
  kind text not null,
  document text not null,
  version bigint not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- Every set of policies that was ever in force, as it was signed and sent.
create table policy_snapshot (
  version bigint primary key,
  document bytea not null,
  signature bytea not null,
  made_at timestamptz not null
);

grant select, insert, update, delete on policy to plimsoll_service;
grant select, insert on policy_snapshot to plimsoll_service;
