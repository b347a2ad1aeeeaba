DROP TABLE idempotency_keys;
DROP TABLE tenants;
DROP FUNCTION current_tenant();
-- The roles stay: other databases of the same server may use them.
