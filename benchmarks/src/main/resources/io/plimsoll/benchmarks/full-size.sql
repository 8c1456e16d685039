-- What a Center of the largest size keeps, beside its audit trail. Numbers in colons are set by FullSizeData.java; what is
-- drawn depends on the seed alone. Statements end with a semicolon at the end of a line.

-- From 0 to most - 1, the same for the same n and salt.
create function pg_temp.draw(n bigint, salt bigint, most bigint) returns bigint language sql immutable parallel safe
as 'select abs(hashint8extended(n, salt + :seed:) % most)';

-- The same, the low ones often: as a few images and packages are everywhere and most are in few places.
create function pg_temp.skewed(n bigint, salt bigint, most bigint) returns bigint language sql immutable parallel safe
as 'select (most * power(abs(hashint8extended(n, salt + :seed:) % 1000000) / 1000000.0, 3))::bigint';

create function pg_temp.sha(text) returns text language sql immutable parallel safe
as 'select encode(sha256($1::bytea), ''hex'')';

create function pg_temp.word(n bigint) returns text language sql immutable parallel safe
as $$ select (array['alpine', 'amber', 'anchor', 'apple', 'arrow', 'atlas', 'basket', 'beacon', 'birch', 'bridge', 'buffer',
  'cable', 'canvas', 'card', 'castle', 'chain', 'client', 'cloud', 'codec', 'core', 'crypto', 'data', 'delta', 'driver',
  'engine', 'event', 'falcon', 'field', 'filter', 'forge', 'frame', 'gateway', 'glass', 'graph', 'grid', 'harbour', 'http',
  'image', 'index', 'json', 'kernel', 'ledger', 'light', 'logger', 'maple', 'matrix', 'meter', 'mirror', 'module', 'north',
  'parser', 'payment', 'pixel', 'queue', 'react', 'router', 'schema', 'server', 'shop', 'signal', 'socket', 'stream',
  'table', 'token', 'utils', 'vector', 'window', 'xml', 'yaml', 'zip'])[1 + n % 70] $$;

-- hosts

create temp table made_host as
select n, md5('host ' || n || ' :seed:')::uuid as id,
  (array['web', 'db', 'pay', 'batch', 'edge', 'cache'])[1 + n % 6] || '-' || (array['fra', 'ams', 'lon', 'nyc'])[1 + n % 4]
    || '-' || lpad(n::text, 4, '0') as name
from generate_series(1, :hosts:) n;

insert into host (id, machine_id, name, operating_system, kernel_version, architecture, engine_version, engine_id,
  engine_data_root, capabilities, first_seen_at, reported_at, images_reported_at, containers_reported_at, search)
select id, md5('machine ' || n), name, 'Debian GNU/Linux 12 (bookworm)', '6.1.0-' || 20 + n % 9 || '-amd64', 'x86_64',
  '20.10.24', md5('engine ' || n), '/var/lib/docker', '[]', now() - interval '90 days', now(), now(), now(),
  lower(name || ' Debian GNU/Linux 12 (bookworm) ' || id)
from made_host;

insert into enforcer (id, host_name, host_id, version, enrolled_at, certificate_serial, certificate_expires_at, last_seen_at,
  snapshot_version, resident_bytes)
select md5('enforcer ' || n || ' :seed:')::uuid, name, id, '0.1.0', now() - interval '90 days' + n * interval '1 minute',
  pg_temp.sha('serial ' || n), now() + interval '60 days', now(), (select coalesce(max(version), 0) from policy_snapshot),
  130000000 from made_host;

insert into event_spool select id, 'spool-1', 1000 from enforcer;

insert into enrolment_token
select md5('token ' || n)::uuid, sha256(('token ' || n)::bytea), now() - interval '90 days', 'admin',
  now() - interval '90 days' + interval '1 hour', now() - interval '90 days' + interval '5 minutes',
  md5('enforcer ' || n || ' :seed:')::uuid from made_host;

-- packages: a fifth of Debian's, the rest of four languages; eight versions of each name

create temp table made_package as
select n, n / 8 as k,
  case when n < :packages: * 0.2 then 'deb' when n < :packages: * 0.6 then 'npm' when n < :packages: * 0.75 then 'maven'
    when n < :packages: * 0.9 then 'pypi' else 'golang' end as type
from generate_series(0, :packages: - 1) n;

alter table made_package add column name text, add column version text;

update made_package set
  name = case when k < 12 then (array['openssl', 'libssl3', 'zlib1g', 'libc6', 'bash', 'curl', 'libcurl4', 'tar', 'gzip',
      'perl-base', 'libxml2', 'util-linux'])[k + 1]
    when type = 'maven' then 'org.' || pg_temp.word(pg_temp.draw(k, 1, 70)) || ':' || pg_temp.word(pg_temp.draw(k, 2, 70))
      || '-' || to_hex(k)
    when type = 'golang' then 'example.org/' || pg_temp.word(pg_temp.draw(k, 1, 70)) || '/' || to_hex(k)
    else pg_temp.word(pg_temp.draw(k, 1, 70)) || '-' || pg_temp.word(pg_temp.draw(k, 2, 70)) || '-' || to_hex(k) end,
  version = 1 + pg_temp.draw(k, 3, 9) || '.' || n % 8 || '.' || pg_temp.draw(n, 4, 30)
    || case when type = 'deb' then '-1+deb12u' || n % 8 else '' end;

insert into package (number, name, version, type) overriding system value select n + 1, name, version, type from made_package;

select setval(pg_get_serial_sequence('package', 'number'), :packages: + 1);

-- images: each of one of forty bases, with an application above it

create temp table made_image as
select n, 'sha256:' || pg_temp.sha('image ' || n || ' :seed:') as id, pg_temp.draw(n, 11, 40) as base,
  (array['shop', 'payments', 'ledger', 'search', 'mail', 'reports', 'tools', 'edge'])[1 + pg_temp.draw(n / 20, 12, 8)]
    || '/' || pg_temp.word(pg_temp.draw(n / 20, 13, 70)) || '-' || (n / 20) || ':1.' || n % 20 as repository,
  pg_temp.draw(n, 14, 1000) as luck,
  now() - pg_temp.draw(n, 15, 400 * 86400) * interval '1 second' as created_at,
  (array['npm', 'npm', 'maven', 'pypi', 'golang'])[1 + pg_temp.draw(n / 20, 16, 5)] as stack
from generate_series(1, :images:) n;

alter table made_image add column name text;

update made_image set name = case when n % 3 = 0 then 'registry-' || n % 20 || '.example.org/' else '' end || repository;

insert into image (number, id, name, names, size, created_at, first_seen_at, image_labels, scan_state, scanned_at,
  distribution, verdict, violations, not_assessed, matched_at, findings_at, bundle_built_at, bundle_digest, snapshot_version,
  search, due, gap_count)
overriding system value
select n, id, name, array[name], 50000000 + pg_temp.draw(n, 17, 900000000), created_at, created_at + interval '1 hour',
  jsonb_build_object('org.opencontainers.image.version', '1.' || n % 20, 'team', 'team-' || n % 30),
  case when luck < 960 then 'scanned' when luck < 980 then 'unscanned' when luck < 990 then 'failed' else 'scanning' end,
  case when luck < 960 then now() - interval '2 hours' end, case when luck < 960 then 'Debian GNU/Linux 12 (bookworm)' end,
  case when luck >= 960 then 'pending' when luck < 100 then 'refused' when luck < 200 then 'would-refuse' else 'admitted' end,
  case when luck < 200 then jsonb_build_array(jsonb_build_object('policy', 'policy-' || luck % 20,
    'mode', case when luck < 100 then 'ENFORCE' else 'AUDIT' end, 'rule', 'maximum-severity',
    'reason', 'the image has critical findings that a fix is available for')) else '[]' end,
  case when luck % 20 = 0 then 3 else 0 end,
  case when luck < 960 then now() end, case when luck < 960 then now() end,
  (select built_at from intelligence_bundle order by imported_at desc limit 1),
  (select digest from intelligence_bundle order by imported_at desc limit 1),
  (select coalesce(max(version), 0) from policy_snapshot), lower(name || ' ' || id), false, case when luck % 50 = 0 then 1 else 0 end
from made_image;

select setval(pg_get_serial_sequence('image', 'number'), :images: + 1);

insert into image_inventory (image_id, received_at, document, packages, executables, distribution, configuration, layers, gaps,
  unknown_executables)
select id, now(), '', :held:, 120, '{"id": "debian", "versionId": "12", "codename": "bookworm", "prettyName": "Debian GNU/Linux 12 (bookworm)"}',
  jsonb_build_object('architecture', 'amd64', 'os', 'linux', 'user', case when n % 2 = 0 then 'app' else '' end,
    'entrypoint', '["/app/run"]'::jsonb, 'command', '[]'::jsonb, 'exposedPorts', '["8080/tcp"]'::jsonb,
    'environmentNames', '["PATH"]'::jsonb, 'labels', '{}'::jsonb, 'created', to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
  jsonb_build_array(
    jsonb_build_object('diffId', 'sha256:' || pg_temp.sha('base ' || base), 'size', 70000000, 'createdBy', 'base', 'base', true),
    jsonb_build_object('diffId', 'sha256:' || pg_temp.sha('layer ' || n), 'size', 90000000, 'createdBy', 'COPY', 'base', false)),
  '[]', 7
from made_image where luck < 960;

-- The first third of an image's packages is that of its base.
create temp table holds as
select i.n as image, j as number, j < :held: / 3 as of_base,
  (case when j < :held: / 3
    then pg_temp.skewed(i.base * 1000 + j, 21, (:packages: * 0.2)::bigint - 1)
    else (:packages: * case i.stack when 'npm' then 0.2 when 'maven' then 0.6 when 'pypi' then 0.75 else 0.9 end)::bigint
      + pg_temp.skewed((i.n / 20) * 100000 + j * 20 + case when pg_temp.draw(i.n * 1000 + j, 22, 10) = 0 then i.n % 20 else 0 end, 23,
        (:packages: * case i.stack when 'npm' then 0.4 when 'maven' then 0.15 when 'pypi' then 0.15 else 0.1 end)::bigint - 1)
  end)::integer as package
from made_image i, generate_series(0, :held: - 1) j where i.luck < 960;

insert into image_package (image_id, number, name, version, type, purl, source_name, source_version, architecture, path, layer,
  licences, owner, scope, ecosystem, lookup_name, lookup_version, not_assessed)
select i.id, h.number, p.name, p.version, p.type, 'pkg:' || p.type || '/' || replace(p.name, ':', '/') || '@' || p.version,
  case when p.type = 'deb' then p.name end, case when p.type = 'deb' then p.version end, 'amd64',
  case when p.type = 'deb' then '/var/lib/dpkg/status' else '/app/lib/' || p.name end,
  'sha256:' || case when h.of_base then pg_temp.sha('base ' || i.base) else pg_temp.sha('layer ' || i.n) end,
  jsonb_build_array((array['MIT', 'Apache-2.0', 'BSD-3-Clause', 'GPL-2.0-only', 'ISC'])[1 + p.k % 5]), '', '',
  case p.type when 'deb' then 'Debian:12' when 'maven' then 'Maven' when 'pypi' then 'PyPI' when 'golang' then 'Go' else 'npm' end,
  p.name, p.version, case when pg_temp.draw(h.number, 24, 50) = 0 then 'no-source' end
from holds h join made_image i on i.n = h.image join made_package p on p.n = h.package
order by h.image, h.number;

insert into package_image select distinct package + 1, image from holds order by 1, 2;

-- findings: a package has a vulnerability or not, whatever image it is in

create temp table made_vulnerability as
select n, 'CVE-' || 2015 + n % 12 || '-' || 10000 + n as id,
  pg_temp.word(pg_temp.draw(n, 31, 70)) || ': ' || (array['buffer overflow in the parser', 'denial of service by a crafted request',
    'path traversal while unpacking', 'improper check of certificates', 'use after free in the decoder'])[1 + n % 5] as title,
  (array['critical', 'high', 'high', 'medium', 'medium', 'medium', 'medium', 'low', 'low', 'negligible', 'unknown'])[1
    + pg_temp.draw(n, 32, 11)] as severity,
  pg_temp.draw(n, 33, 40) = 0 as kev, round((pg_temp.draw(n, 34, 1000) / 1000.0)::numeric, 3) as epss,
  pg_temp.draw(n, 35, 3) > 0 as fixable
from generate_series(0, :vulnerabilities: - 1) n;

create temp table found as
select h.image, h.number as package_number, h.package, v.*
from holds h join made_vulnerability v on v.n = pg_temp.draw(h.package, 36, :vulnerabilities:)
where pg_temp.draw(h.package, 37, 5) = 0;

insert into finding (image_id, number, id, severity, document, search, first_seen_at)
select i.id, row_number() over (partition by f.image order by array_position(array['critical', 'high', 'medium', 'low',
    'negligible', 'unknown'], f.severity), f.id, f.package_number) - 1, f.id, f.severity,
  jsonb_build_object('id', f.id, 'aliases', jsonb_build_array('GHSA-' || to_hex(f.n)),
    'package', jsonb_build_object('name', p.name, 'version', p.version, 'purl', 'pkg:' || p.type || '/' || p.name || '@' || p.version),
    'fixedVersions', case when f.fixable then jsonb_build_array('99.0.0') else '[]' end,
    'status', case when f.fixable then 'fixed' else 'affected' end, 'severity', f.severity, 'severityWhy', 'by the score of the source',
    'scores', '[]'::jsonb, 'ratings', '[]'::jsonb, 'kev', f.kev, 'epss', f.epss, 'title', f.title, 'published', '2025-03-01',
    'path', '/app/lib/' || p.name, 'layer', 'sha256:' || pg_temp.sha('layer ' || f.image),
    'why', p.name || ' ' || p.version || ' is older than 99.0.0, the first version with the fix'),
  lower(f.id || ' GHSA-' || to_hex(f.n) || ' ' || p.name || ' /app/lib/' || p.name || ' ' || f.title),
  now() - pg_temp.draw(f.n, 38, 90) * interval '1 day'
from found f join made_image i on i.n = f.image join made_package p on p.n = f.package;

insert into vulnerability (id, title, search)
select distinct on (id) id, title, lower(id || ' GHSA-' || to_hex(n) || ' ' || title) from found order by id;

insert into vulnerability_image
select id, image, max(array_position(array['unknown', 'negligible', 'low', 'medium', 'high', 'critical'], severity) - 1),
  bool_or(kev), max(epss)::real, bool_or(fixable), min(now() - pg_temp.draw(n, 38, 90) * interval '1 day')
from found group by id, image order by 1, 2;

update image set critical = c.critical, high = c.high, medium = c.medium, low = c.low, negligible = c.negligible,
  unknown = c.unknown, kev = c.kev,
  severity_order = ((c.critical::bigint * 10000 + c.high) * 10000 + c.medium) * 10000 + c.low
from (select image, count(*) filter (where severity = 'critical') as critical, count(*) filter (where severity = 'high') as high,
    count(*) filter (where severity = 'medium') as medium, count(*) filter (where severity = 'low') as low,
    count(*) filter (where severity = 'negligible') as negligible, count(*) filter (where severity = 'unknown') as unknown,
    count(*) filter (where kev) as kev from found group by image) c
where c.image = image.number;

-- As many changes as a new bundle brings to images that share their packages.
insert into finding_change
select i.id, now() - (f.n % 6) * interval '1 day', 'sha256:' || pg_temp.sha('bundle ' || f.n % 6), f.id, p.name, p.version, f.severity,
  (array['finding', 'severity', 'fixedVersions'])[1 + f.n % 3], '', f.severity
from found f join made_image i on i.n = f.image join made_package p on p.n = f.package where f.n % 40 = 0;

-- containers: what runs, and half as many that are gone

create temp table made_container as
select c.n, pg_temp.sha('container ' || c.n || ' :seed:') as id, h.id as host_id, h.name as host_name,
  i.id as image_id, i.n as image, i.name as image_name,
  pg_temp.word(pg_temp.draw(c.n, 41, 70)) || '-' || pg_temp.word(pg_temp.draw(c.n, 42, 70)) || '-' || c.n as name,
  pg_temp.draw(c.n, 43, 100) as luck, c.n > :containers: as gone
from generate_series(1, (:containers: * 1.5)::integer) c(n)
  join made_host h on h.n = 1 + c.n % :hosts: join made_image i on i.n = 1 + pg_temp.skewed(c.n, 44, :images: - 1);

insert into container (host_id, id, name, image_id, image_name, state, status, created_at, engine_labels, exec_gate,
  exec_gate_detail, privileged, run_as, first_seen_at, gone_at, search)
select host_id, id, name, image_id, image_name,
  case when gone then 'dead' when luck < 80 then 'running' when luck < 95 then 'exited' when luck < 98 then 'created' else 'paused' end,
  case when gone then 'removed' when luck < 80 then 'Up 3 days' else 'Exited (0) 2 hours ago' end,
  now() - pg_temp.draw(n, 45, 60) * interval '1 day', jsonb_build_object('com.docker.compose.project', 'project-' || n % 200,
    'com.docker.compose.service', 'service-' || n % 12),
  case when luck % 10 < 5 then 'enforce' when luck % 10 < 8 then 'audit' else 'none' end, '', luck % 33 = 0,
  case when luck % 3 = 0 then 'root' else '1000' end, now() - interval '60 days', case when gone then now() - interval '3 days' end,
  lower(name || ' ' || id || ' ' || image_name || ' ' || image_id)
from made_container;

insert into image_on_host
select i.id, h.id, array[i.name], array[split_part(i.name, ':', 1) || '@sha256:' || pg_temp.sha('digest ' || i.n)],
  case when i.luck < 960 then 'scanned' when i.luck < 980 then 'unscanned' when i.luck < 990 then 'failed' else 'scanning' end
from (select distinct image, host_id from made_container where not gone
    union select n, (select id from made_host h where h.n = 1 + i.n % :hosts:) from made_image i) held
  join made_image i on i.n = held.image join made_host h on h.id = held.host_id;

-- labels, registries, exceptions, notifications, people

insert into label select 'host', id::text, 'pci-scope', (array['cde', 'connected', 'out'])[1 + n % 3], 'admin', now()
from made_host where n % 2 = 0;
insert into label select 'host', id::text, 'owner', 'team-' || n % 30, 'admin', now() from made_host;
insert into label select 'image', id, 'owner', 'team-' || n % 30, 'admin', now() from made_image where n % 2 = 0;
insert into label select 'image', id, 'pci-scope', (array['cde', 'connected', 'out'])[1 + n % 3], 'admin', now()
from made_image where n % 10 = 0;
insert into label select 'container', id, 'purpose', 'purpose ' || n % 50, 'admin', now() from made_container where not gone and n % 5 = 0;

insert into registry (id, name, kind, address, plain_http, authority, token_servers, user_name, named, repositories_in,
  repositories_out, tags_in, tags_out, changed_at, changed_by, listed_at)
select md5('registry ' || n)::uuid, 'registry-' || n, 'oci', 'registry-' || n || '.example.org', false, '', '{}', '', '{}', '{*}', '{}',
  '{*}', '{}', now(), 'admin', now()
from generate_series(0, 19) n;

insert into registry_tag (registry_id, repository, tag, name, digest, scanned_digest, image_id, scanned_at)
select md5('registry ' || n % 20)::uuid, split_part(repository, ':', 1), split_part(repository, ':', 2), name,
  'sha256:' || pg_temp.sha('digest ' || n), 'sha256:' || pg_temp.sha('digest ' || n), id, now()
from made_image where n % 3 = 0;

insert into scan_job (registry_id, repository, tag, digest, state, rank, reason, asked_by, queued_at, not_before, attempts,
  started_at, ended_at, message, image_id)
select registry_id, repository, tag, digest, case when luck < 90 then 'done' when luck < 95 then 'failed' when luck < 98 then 'cancelled'
    else 'waiting' end, 2 + luck % 2, 'new in the registry', 'system:center', now() - interval '2 days',
  now() + interval '3650 days', 1, case when luck < 98 then now() - interval '1 day' end,
  case when luck < 98 then now() - interval '1 day' end, '', image_id
from (select t.*, pg_temp.draw(hashtext(t.name), 51, 100) as luck from registry_tag t) tags;

insert into exception (id, finding, package, path, image, reason, expiry, author, created_at, needs_confirmation, withdrawn_by,
  withdrawn_at, withdrawn_because)
select md5('exception ' || n)::uuid, id, '', '', '', 'accepted until the next release of the product, see ticket ' || n,
  current_date + 30 + (n % 60)::integer, 'admin', now() - n * interval '1 minute', false,
  case when n % 4 = 0 then 'admin' end, case when n % 4 = 0 then now() end, case when n % 4 = 0 then 'fixed' end
from made_vulnerability where n < :vulnerabilities: / 20;

insert into exception_use
select i.id, md5('exception ' || f.n)::uuid, count(*), 0, false
from found f join made_image i on i.n = f.image where f.n < :vulnerabilities: / 20 and f.n % 4 <> 0 group by 1, 2;

update finding f set exception_id = md5('exception ' || v.n)::uuid
from made_vulnerability v where f.id = v.id and v.n < :vulnerabilities: / 20 and v.n % 4 <> 0;

update image set accepted = a.findings, accepted_severe = a.severe
from (select image_id, count(*) as findings, count(*) filter (where severity in ('critical', 'high')) as severe from finding
  where exception_id is not null group by 1) a where a.image_id = image.id;

insert into notification (at, kind, vulnerability, title, severity, images, running_containers, image_id, image_name, bundle)
select now() - n * interval '20 minutes', 'vulnerability', id, title, severity, 5, 20, (select i.id from made_image i where i.n = 1),
  (select i.name from made_image i where i.n = 1), 'sha256:' || pg_temp.sha('bundle ' || n % 6)
from made_vulnerability where n < 2000 and severity in ('critical', 'high') order by n desc;

insert into app_user (name, role, password_hash, password_change_due, created_at)
select 'user-' || lpad(n::text, 4, '0'), (array['auditor', 'scanner', 'administrator'])[1 + n % 3], '', true, now() from generate_series(1, 500) n;
insert into api_token (id, token_hash, user_name, name, role, created_at, expires_at)
select md5('api token ' || n)::uuid, sha256(('api token ' || n)::bytea), case when n <= 500 then 'admin' else 'user-' || lpad((n % 500 + 1)::text, 4, '0') end,
  'pipeline-' || n, 'scanner', now(), now() + interval '300 days' from generate_series(1, 1000) n;
insert into session (token_hash, user_name, created_at, last_used_at, source)
select sha256(('session ' || n)::bytea), case when n <= 20 then 'admin' else 'user-' || lpad((n % 500 + 1)::text, 4, '0') end, now(), now() + interval '1 day', '127.0.0.1'
from generate_series(1, 400) n;

-- The last policies are told to hosts in conversations, so these have none; rows of versions are read by people alone.
insert into policy_version (name, version, document, changed_at, changed_by)
select 'policy-0', -n, 'kind: AssurancePolicy', now() - n * interval '1 hour', 'admin' from generate_series(1, 500) n;
