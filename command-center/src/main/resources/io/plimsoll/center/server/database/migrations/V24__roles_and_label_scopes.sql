-- Roles that an administrator made, beside those that are built in.
create table access_role (
  name text primary key,
  description text not null,
  permissions text[] not null,
  -- labels such as 'team=payments', all of which must hold; empty for everything
  label_scope text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
grant select, insert, update, delete on access_role to plimsoll_service;
create index app_user_role on app_user (role);
create index api_token_role on api_token (role);

-- What a caller with a label scope reads is read as this role, which sees of each table what carries the labels, and
-- nothing of a table that is not named below. See docs/adr/0030. The role of the Center itself is not held back.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'plimsoll_scoped') then
    create role plimsoll_scoped nologin;
  end if;
end $$;
grant plimsoll_scoped to plimsoll_service;
alter role plimsoll_service bypassrls;
grant usage on schema plimsoll to plimsoll_scoped;

create index label_value on label (key, value, kind);
-- Containers that are gone keep the labels that counted last: there are events of them.
create index container_gone_label_words on container using gin (label_words) where gone_at is not null;

-- The labels of the caller. Fails where nobody said which they are.
create function label_scope() returns table (key text, value text)
language sql stable set search_path = plimsoll as $$
  select left(l, strpos(l, '=') - 1), substr(l, strpos(l, '=') + 1)
  from jsonb_array_elements_text(current_setting('plimsoll.label_scope')::jsonb) l
$$;

-- Hosts or images that carry all labels of the caller themselves. Without labels there is nothing.
create function labelled(asset_kind text) returns setof text
language sql stable security definer set search_path = plimsoll as $$
  select l.asset_id from label l join label_scope() s on (s.key, s.value) = (l.key, l.value)
  where l.kind = asset_kind
  group by l.asset_id having count(*) = (select count(*) from label_scope())
$$;

-- Of containers counts what they inherit too, as the Center keeps it with them.
create function scoped_containers() returns table (host_id uuid, id text, image_id text, is_present boolean, is_running boolean)
language sql stable security definer set search_path = plimsoll as $$
  with wanted as materialized (select array_agg(key || '=' || value) as words from label_scope())
  select c.host_id, c.id, c.image_id, true, c.state = 'running'
  from container c where c.gone_at is null and c.label_words @> (select words from wanted)
  union all
  select c.host_id, c.id, c.image_id, false, false
  from container c where c.gone_at is not null and c.label_words @> (select words from wanted)
$$;

-- Labelled ones, and those that containers of the scope are made of.
create function scoped_images() returns setof text
language sql stable security definer set search_path = plimsoll as $$
  select labelled('image') union select image_id from scoped_containers() where is_present
$$;

create function scoped_image_numbers() returns setof integer
language sql stable security definer set search_path = plimsoll as $$
  select number from image where id in (select scoped_images())
$$;

-- Labelled ones, and those that containers of the scope are on.
create function scoped_hosts() returns setof uuid
language sql stable security definer set search_path = plimsoll as $$
  select labelled('host')::uuid union select host_id from scoped_containers() where is_present
$$;

-- What events may be about. Of a host that only carries containers of the scope, its own events are not among them.
create function scoped_objects() returns setof text
language sql stable security definer set search_path = plimsoll as $$
  select id from scoped_containers() union select scoped_images() union select labelled('host')
$$;

alter table host enable row level security;
create policy scoped on host for select to plimsoll_scoped using (id in (select scoped_hosts()));

alter table container enable row level security;
create policy scoped on container for select to plimsoll_scoped
  using ((host_id, id) in (select c.host_id, c.id from scoped_containers() c));

alter table image enable row level security;
create policy scoped on image for select to plimsoll_scoped using (id in (select scoped_images()));

alter table image_on_host enable row level security;
create policy scoped on image_on_host for select to plimsoll_scoped using (image_id in (select scoped_images()));

alter table image_inventory enable row level security;
create policy scoped on image_inventory for select to plimsoll_scoped using (image_id in (select scoped_images()));

alter table image_package enable row level security;
create policy scoped on image_package for select to plimsoll_scoped using (image_id in (select scoped_images()));

alter table finding enable row level security;
create policy scoped on finding for select to plimsoll_scoped using (image_id in (select scoped_images()));

alter table finding_change enable row level security;
create policy scoped on finding_change for select to plimsoll_scoped using (image_id in (select scoped_images()));

alter table registry_tag enable row level security;
create policy scoped on registry_tag for select to plimsoll_scoped using (image_id in (select scoped_images()));

alter table exception_use enable row level security;
create policy scoped on exception_use for select to plimsoll_scoped using (image_id in (select scoped_images()));

-- Those that containers of the scope belong to: their labels count for these.
alter table service enable row level security;
create policy scoped on service for select to plimsoll_scoped
  using (name in (select unnest(c.services) from container c where c.gone_at is null));

-- Those that were made use of in an image of the scope.
alter table exception enable row level security;
create policy scoped on exception for select to plimsoll_scoped
  using (id in (select u.exception_id from exception_use u));

alter table package_image enable row level security;
create policy scoped on package_image for select to plimsoll_scoped using (image in (select scoped_image_numbers()));

alter table vulnerability_image enable row level security;
create policy scoped on vulnerability_image for select to plimsoll_scoped
  using (image in (select scoped_image_numbers()));

alter table label enable row level security;
create policy scoped on label for select to plimsoll_scoped using (
  case kind
    when 'host' then asset_id in (select scoped_hosts()::text)
    when 'image' then asset_id in (select scoped_images())
    when 'service' then asset_id in (select s.name from service s)
    when 'container' then asset_id in (select c.id from scoped_containers() c)
    else false end);

-- By the index of objects, so that few events are looked at however long the trail is.
alter table audit_event enable row level security;
create policy scoped on audit_event for select to plimsoll_scoped using (
  object_id = any (array(select scoped_objects())) and object_kind in ('container', 'image', 'host')
  and (object_kind <> 'image' or host = '' or host in (select h.name from host h)));

grant select on host, container, image, image_on_host, image_inventory, image_package, finding, finding_change,
  registry_tag, service, exception, exception_use, package_image, vulnerability_image, label, audit_event
  to plimsoll_scoped;
-- Read only beside a host that is seen.
grant select on enforcer_now to plimsoll_scoped;

-- What is counted across everything is counted anew for the scope, by these in the place of the tables of that name.
create schema narrowed;
grant usage on schema narrowed to plimsoll_scoped;

create function narrowed.present_images() returns table (number integer, running integer)
language sql stable security definer set search_path = plimsoll as $$
  with used as materialized (
    select image_id, count(*) filter (where is_running) as running from scoped_containers() where is_present
    group by image_id)
  select i.number, coalesce(u.running, 0)::integer
  from image i left join used u on u.image_id = i.id
  where i.gone_at is null and (u.image_id is not null or i.id in (select labelled('image')))
$$;

create view narrowed.package as
select p.number, p.name, p.version, p.type, p.search, n.images, n.running_containers
from (
  select h.package, count(*)::integer as images, sum(i.running)::integer as running_containers
  from narrowed.present_images() i join plimsoll.package_image h on h.image = i.number group by h.package) n
join plimsoll.package p on p.number = n.package;

create view narrowed.vulnerability as
select v.id, v.title, v.search, n.images, n.running_containers, n.severity, n.kev, n.epss, n.fixable, n.first_seen_at
from (
  select h.vulnerability, count(*)::integer as images, sum(i.running)::integer as running_containers,
    max(h.severity) as severity, bool_or(h.kev) as kev, max(h.epss) as epss, bool_or(h.fixable) as fixable,
    min(h.first_seen_at) as first_seen_at
  from narrowed.present_images() i join plimsoll.vulnerability_image h on h.image = i.number
  group by h.vulnerability) n
join plimsoll.vulnerability v on v.id = n.vulnerability;

create view narrowed.audit_hour with (security_invoker = true) as
select date_trunc('hour', time, 'UTC') as hour, type, outcome, count(*) as events, min(sequence) as first_sequence,
  max(sequence) as last_sequence
from plimsoll.audit_event group by 1, 2, 3;

grant select on narrowed.package, narrowed.vulnerability, narrowed.audit_hour to plimsoll_scoped;
