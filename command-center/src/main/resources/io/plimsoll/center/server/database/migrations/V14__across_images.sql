-- What packages and vulnerabilities there are in all images. Which image has which is written with its inventory and
-- its findings; the counts are worked out afterwards, all at once (see Recount.java).

-- Short, for the millions of rows that name an image.
alter table image add column number integer generated always as identity;
create unique index image_number on image (number);

create table package (
  number integer generated always as identity primary key,
  name text not null,
  version text not null,
  type text not null,
  search text not null generated always as (lower(name || ' ' || version)) stored,
  images integer not null default 0,
  running_containers integer not null default 0,
  unique (name, version, type)
) with (fillfactor = 80);
create index package_search on package using gin (search gin_trgm_ops);

create table package_image (
  package integer not null references package,
  image integer not null references image (number),
  primary key (package, image)
);
create index package_image_image on package_image (image);

create table vulnerability (
  id text primary key,
  title text not null,
  -- in lower case: names and title
  search text not null,
  images integer not null default 0,
  running_containers integer not null default 0,
  -- of the images that it counts the worst, the earliest, and so on; a severity is its place in the order of Severity.java
  severity smallint not null default 0,
  kev boolean not null default false,
  epss real,
  fixable boolean not null default false,
  first_seen_at timestamptz
) with (fillfactor = 80);
create index vulnerability_severity on vulnerability (severity, id);
create index vulnerability_search on vulnerability using gin (search gin_trgm_ops);

create table vulnerability_image (
  vulnerability text not null references vulnerability,
  image integer not null references image (number),
  severity smallint not null,
  kev boolean not null,
  epss real,
  fixable boolean not null,
  first_seen_at timestamptz not null,
  primary key (vulnerability, image)
);
create index vulnerability_image_image on vulnerability_image (image);

create index container_running on container (image_id) where state = 'running' and gone_at is null;

-- One row: of which state of images and containers the counts are.
create table recount (
  id smallint primary key check (id = 1),
  state numeric not null
);
insert into recount values (1, -1);

insert into package (name, version, type)
  select distinct left(name, 400), left(version, 200), type from image_package;
insert into package_image
  select distinct p.number, i.number from image_package s join image i on i.id = s.image_id
    join package p on (p.name, p.version, p.type) = (left(s.name, 400), left(s.version, 200), s.type);
insert into vulnerability (id, title, search)
  select distinct on (id) id, coalesce(document ->> 'title', ''),
    lower(concat_ws(' ', id, document -> 'aliases', document ->> 'title'))
  from finding order by id, image_id, number;
insert into vulnerability_image
  select f.id, i.number,
    max(array_position(array['unknown', 'negligible', 'low', 'medium', 'high', 'critical'], f.severity) - 1),
    bool_or((f.document ->> 'kev')::boolean), max((f.document ->> 'epss')::real),
    bool_or(f.document ->> 'status' = 'fixed' or jsonb_array_length(f.document -> 'fixedVersions') > 0),
    min(f.first_seen_at)
  from finding f join image i on i.id = f.image_id group by 1, 2;

grant select, insert, update on package, vulnerability to plimsoll_service;
grant select, insert, delete on package_image, vulnerability_image to plimsoll_service;
grant select, update on recount to plimsoll_service;
