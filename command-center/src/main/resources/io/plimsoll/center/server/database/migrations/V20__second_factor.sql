-- The second factor: a key that an authenticator app holds too. Sealed with a key of the Center that is not in here;
-- it counts from the first code on that proved that an app has it.
alter table app_user
  add column second_factor_key text,
  add column second_factor_since timestamptz,
  -- the last time step whose code was used; none is taken twice
  add column second_factor_step bigint not null default 0;

-- Codes on paper for who lost the app; each works once.
create table recovery_code (
  user_name text not null references app_user on delete cascade,
  code_hash bytea not null,
  primary key (user_name, code_hash)
);

-- Roles that need a second factor.
create table second_factor_rule (role text primary key);

grant select, insert, delete on recovery_code, second_factor_rule to plimsoll_service;
