-- Every bundle that was ever in use: an older one is never taken again.
create table intelligence_bundle (
  digest text primary key,
  built_at timestamptz not null,
  imported_at timestamptz not null,
  imported_by text not null,
  advisories integer not null
);

grant select, insert on intelligence_bundle to plimsoll_service;
