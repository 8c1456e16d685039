-- leaks, card numbers and risky files; null where the scanner did not look for them
alter table image_inventory add column sensitive jsonb;
