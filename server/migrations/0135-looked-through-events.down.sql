-- That a constraint was looked through cannot be taken back, and nothing depends on it.
SELECT;
