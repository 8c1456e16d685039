create table app_user (
  name text primary key,
  role text not null,
  password_hash text not null,
  password_change_due boolean not null,
  created_at timestamptz not null,
  last_login_at timestamptz,
  failures integer not null default 0,
  locked_until timestamptz
);

create table session (
  token_hash bytea primary key,
  user_name text not null references app_user on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  source text not null
);
create index session_owner on session (user_name);

grant select, insert, update, delete on app_user, session to plimsoll_service;
