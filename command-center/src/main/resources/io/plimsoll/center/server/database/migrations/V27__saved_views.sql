-- Filters of a page of the console that somebody gave a name. Scoped readers see nothing of the table: their own ones come
-- by the Center itself.
create table saved_view (
  id uuid primary key,
  owner text not null references app_user on delete cascade,
  page text not null,
  name text not null,
  -- as it stands in the address of the page, behind the question mark
  query text not null,
  -- whether everybody sees it who may read the page
  shared boolean not null,
  changed_at timestamptz not null,
  unique (owner, page, name)
);
create index saved_view_shared on saved_view (page) where shared;
grant select, insert, update, delete on saved_view to plimsoll_service;
