-- How many programs and libraries nobody recognised; null in rows of earlier versions.
alter table image_inventory add column unknown_executables integer;

-- Why nobody can say anything about a package, in a word; null where advisories were held against it, and until the
-- image is matched.
alter table image_package add column not_assessed text;

alter table image
  add column gap_count integer not null default 0,
  -- packages of kinds that nobody publishes advisories about, as in not_assessed_ecosystems
  add column unadvised_ecosystems jsonb not null default '[]',
  -- what the bundle of the last match cannot know of this image, in sentences
  add column match_notes jsonb not null default '[]';
update image set gap_count = jsonb_array_length(v.gaps) from image_inventory v where v.image_id = image.id;
-- The words and notes of earlier matches were not kept.
update image set findings_at = null where gone_at is null;
update image set due = true where gone_at is null;
