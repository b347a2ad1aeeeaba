DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT c.relname AS on_table, a.attname AS on_column, split_part(d.description, E'\n', 1) AS english
    FROM pg_description d
    JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND d.description LIKE E'%\n%'
  LOOP
    IF one.on_column IS NULL THEN
      EXECUTE format('COMMENT ON TABLE %I IS %L', one.on_table, one.english);
    ELSE
      EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', one.on_table, one.on_column, one.english);
    END IF;
  END LOOP;
END $$;
