-- Every text that a policy ever had. The service adds; it can neither change nor remove one.
create table policy_version (
  name text not null,
  -- of the snapshot that brought it
  version bigint not null,
  -- empty: from then on there was no policy of this name
  document text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  -- the version that was brought back, if it is one
  restored bigint,
  primary key (name, version)
);

insert into policy_version (name, version, document, changed_at, changed_by)
select name, version, document, changed_at, changed_by from policy;

grant select, insert on policy_version to plimsoll_service;
