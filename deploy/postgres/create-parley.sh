#!/bin/sh
# Makes the role and the database of Parley: the role owns its database and is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" --username postgres <<'SQL'
CREATE ROLE parley LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE parley OWNER parley;
\connect parley
CREATE EXTENSION vector;
SQL
