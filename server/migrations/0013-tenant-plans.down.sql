ALTER TABLE tenants
  DROP COLUMN description,
  DROP COLUMN suspended_at,
  DROP COLUMN plan,
  DROP COLUMN documents_max,
  DROP COLUMN storage_bytes_max,
  DROP COLUMN messages_max,
  DROP COLUMN tokens_max;
