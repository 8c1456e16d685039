-- A session has a name of its own, so that its owner can end it without its token.
alter table session add column id uuid not null default gen_random_uuid() unique;

create table api_token (
  id uuid primary key,
  token_hash bytea not null unique,
  user_name text not null references app_user on delete cascade,
  name text not null,
  role text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_used_from text,
  unique (user_name, name)
);

-- Attempts are now counted on while an account is locked.
update app_user set failures = 10 where locked_until > now();

grant select, insert, update, delete on api_token to plimsoll_service;
