alter table image_package
  add column licences jsonb,
  add column owner text not null default '',
  add column scope text not null default '';
