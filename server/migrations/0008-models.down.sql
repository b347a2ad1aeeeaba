DROP TABLE default_models, connected_models, provider_connections, spent_replies;
ALTER TABLE replies DROP COLUMN cost_nanos, DROP COLUMN currency;
