DROP INDEX jobs_of_tenants;
