-- Whoever signed in so is taken for a thief at the second refresh, and signs in again.
ALTER TABLE sign_ins DROP COLUMN keeps_refresh;
