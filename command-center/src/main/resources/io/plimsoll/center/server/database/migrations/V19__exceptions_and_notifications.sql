-- What somebody accepted for a while. Rows are never removed: a report of last year still says who accepted what.
create table exception (
  id uuid primary key,
  -- as in .plimsoll/exceptions.yaml: of a finding, of content, or 'image'
  finding text not null,
  package text not null,
  path text not null,
  image text not null,
  reason text not null,
  expiry date not null,
  author text not null,
  created_at timestamptz not null,
  needs_confirmation boolean not null,
  confirmed_by text,
  confirmed_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_because text,
  -- when its end was recorded
  expired_at timestamptz,
  search text not null generated always as
    (lower(finding || ' ' || package || ' ' || path || ' ' || image || ' ' || reason || ' ' || author)) stored,
  check (confirmed_by <> author)
);
create index exception_created on exception (created_at desc, id desc);
create index exception_open on exception (expiry) where withdrawn_at is null and expired_at is null;

-- Which exception the last judgement of an image made use of.
create table exception_use (
  image_id text not null references image,
  exception_id uuid not null references exception,
  findings integer not null,
  -- leaks and places with card numbers
  content integer not null,
  -- whether the image was accepted as a whole
  wholly boolean not null,
  primary key (image_id, exception_id)
);
create index exception_use_exception on exception_use (exception_id);

alter table finding add column exception_id uuid;
create index finding_accepted on finding (id) where exception_id is not null;
alter table image
  add column accepted integer not null default 0,
  -- critical and high ones of those
  add column accepted_severe integer not null default 0;

grant select, insert, update on exception to plimsoll_service;
grant select, insert, delete on exception_use to plimsoll_service;

-- What somebody should see at once. A vulnerability that a bundle shows in a thousand images is one of them.
create table notification (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  vulnerability text not null,
  title text not null,
  severity text not null,
  images integer not null,
  running_containers integer not null,
  -- the first of the images
  image_id text not null,
  image_name text not null,
  bundle text not null,
  unique (bundle, vulnerability, kind)
);

-- Up to which number each reader has seen them.
create table notification_read (
  user_name text primary key references app_user on delete cascade,
  up_to bigint not null
);

grant select, insert, update, delete on notification, notification_read to plimsoll_service;
