-- What people decide about single images, and by what the list of images is narrowed.

-- The registry of each name, as engines tell it: a first part with a dot, a colon or the word localhost.
create function image_registries(names text[]) returns text[] language sql immutable as $$
  select coalesce(array_agg(distinct case
    when strpos(n, '/') > 0 and (split_part(n, '/', 1) ~ '[.:]' or split_part(n, '/', 1) = 'localhost')
      then split_part(n, '/', 1)
    else 'docker.io' end), '{}')
  from unnest(names) n
$$;

alter table image
  add column registries text[] not null generated always as (image_registries(names)) stored,
  -- of the first name, without its tag; empty for an image without a name
  add column repository text not null generated always as
    (case when cardinality(names) = 0 then '' else regexp_replace(names[1], '(@sha256)?:[^:/]*$', '') end) stored;
create index image_repository on image (repository, verdict) where gone_at is null;

create table disallowed_image (
  image_id text primary key references image,
  reason text not null,
  author text not null,
  since timestamptz not null
);

-- Its chain id is that of all layers of the image.
create table approved_base (
  chain_id text primary key,
  image_id text not null references image,
  author text not null,
  since timestamptz not null
);
create index approved_base_image on approved_base (image_id);

grant select, insert, delete on disallowed_image, approved_base to plimsoll_service;
-- What is stored of an image that nothing runs can be deleted.
grant delete on image_inventory to plimsoll_service;

-- Who is held to labels sees the decisions about the images that he sees; the next migration says which those are.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'plimsoll_scoped') then
    create role plimsoll_scoped nologin;
  end if;
end $$;
alter table disallowed_image enable row level security;
create policy scoped on disallowed_image for select to plimsoll_scoped using (image_id in (select id from image));
alter table approved_base enable row level security;
create policy scoped on approved_base for select to plimsoll_scoped using (image_id in (select id from image));
grant select on disallowed_image, approved_base to plimsoll_scoped;
