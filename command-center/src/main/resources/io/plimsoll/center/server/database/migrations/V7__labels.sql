create table label (
  kind text not null,
  asset_id text not null,
  key text not null,
  value text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (kind, asset_id, key)
);

grant select, insert, update, delete on label to plimsoll_service;
