DROP TABLE request_origins, idempotency_keys, external_ids, setup_links, tenants;
DROP FUNCTION moment_of, current_tenant;
REVOKE USAGE ON SCHEMA public FROM parley_app, parley_system, parley_search;
