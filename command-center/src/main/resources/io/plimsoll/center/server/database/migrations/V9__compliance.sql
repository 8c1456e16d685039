-- Reports are evidence: they are added and never changed, each chained to the one before.
create table compliance_report (
  number bigint primary key,
  at timestamptz not null,
  catalogue_version text not null,
  document jsonb not null,
  previous_hash bytea not null,
  hash bytea not null
);

grant select, insert on compliance_report to plimsoll_service;
