-- How a package is looked up among advisories: by this index it is found what a new bundle answers differently.
-- Rows of earlier versions have no such name: their images are matched again with every new bundle.
alter table image_package
  add column ecosystem text,
  add column lookup_name text,
  add column lookup_version text;
create index image_package_lookup on image_package (ecosystem, lookup_name, lookup_version) include (image_id);
create index image_package_without_lookup on image_package (image_id) where ecosystem is null;

-- When the findings were last worked out as a whole; `matched_at` is when it was last certain that they hold.
alter table image add column findings_at timestamptz;
update image set findings_at = matched_at, bundle_digest = '';

create index finding_id on finding (id);
alter table finding add column first_seen_at timestamptz not null default now();
alter table finding alter column first_seen_at drop default;

-- What a bundle changed for an image that was matched before.
create table finding_change (
  image_id text not null references image,
  at timestamptz not null,
  bundle_digest text not null,
  advisory text not null,
  package text not null,
  version text not null,
  severity text not null,
  field text not null,
  before text not null,
  after text not null
);
create index finding_change_at on finding_change (at);
create index finding_change_image on finding_change (image_id);

grant select, insert, delete on finding_change to plimsoll_service;
