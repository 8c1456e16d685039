-- When the feed told that an exception ends soon; it does so once.
alter table exception add column end_told_at timestamptz;

-- A notification is about a vulnerability that a bundle shows in running images, or about an exception that ends.
alter table notification
  alter column severity drop not null,
  alter column image_id drop not null,
  alter column image_name drop not null,
  alter column bundle drop not null,
  add column exception_id uuid references exception,
  -- the last day of that exception
  add column expiry date;
