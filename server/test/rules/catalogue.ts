import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

export interface Column {
  readonly name: string
  readonly type: string
  readonly comment: string | null
}

export interface Key {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly string[]
  /** Of a foreign key. */
  readonly to: { table: string; columns: readonly string[] } | null
}

export interface Policy {
  readonly name: string
  readonly roles: readonly string[]
  readonly command: string
  /** Whether it only takes away from what others let in. */
  readonly narrows: boolean
  readonly using: string | null
  readonly check: string | null
}

export interface Table {
  readonly name: string
  readonly owner: string
  readonly isPartition: boolean
  readonly comment: string | null
  readonly isolates: boolean
  readonly isolatesItsOwner: boolean
  readonly columns: readonly Column[]
  readonly keys: readonly Key[]
  readonly policies: readonly Policy[]
  /** What each of our roles may do, on the table or on some of its columns. */
  readonly rights: Readonly<Record<string, readonly string[]>>
}

export interface Role {
  readonly name: string
  readonly isSuperuser: boolean
  readonly bypassesIsolation: boolean
  readonly logsIn: boolean
  readonly creates: boolean
  /** Roles that it may become. */
  readonly memberOf: readonly string[]
  readonly owns: readonly string[]
}

export interface DefinerFunction {
  readonly name: string
  readonly owner: string
  readonly searchPath: string | null
  readonly isOpenToAll: boolean
}

/** A database's schema as the rules look at it. */
export interface Catalogue {
  readonly tables: readonly Table[]
  readonly views: readonly string[]
  readonly roles: readonly Role[]
  readonly definerFunctions: readonly DefinerFunction[]
}

const tables = sql<Table>`
  SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner, c.relispartition AS "isPartition", obj_description(c.oid, 'pg_class') AS comment,
    c.relrowsecurity AS isolates, c.relforcerowsecurity AS "isolatesItsOwner",
    (SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    coalesce((SELECT jsonb_agg(k.key ORDER BY k.name) FROM (
      SELECT i.relname AS name, jsonb_build_object('name', i.relname, 'kind', CASE WHEN x.indisprimary THEN 'primary' ELSE 'unique' END,
        'to', NULL, 'columns', (SELECT jsonb_agg(a.attname ORDER BY n.at) FROM unnest(x.indkey::int2[]) WITH ORDINALITY n (attnum, at)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.attnum)) AS key
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid AND x.indisunique
      UNION ALL
      SELECT f.conname, jsonb_build_object('name', f.conname, 'kind', 'foreign',
        'to', jsonb_build_object('table', f.confrelid::regclass::text, 'columns', (SELECT jsonb_agg(a.attname ORDER BY n.at)
          FROM unnest(f.confkey) WITH ORDINALITY n (attnum, at) JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = n.attnum)),
        'columns', (SELECT jsonb_agg(a.attname ORDER BY n.at)
          FROM unnest(f.conkey) WITH ORDINALITY n (attnum, at) JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = n.attnum))
      FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f') k), '[]') AS keys,
    coalesce((SELECT jsonb_agg(jsonb_build_object('name', p.policyname, 'roles', to_jsonb(p.roles), 'command', p.cmd,
        'narrows', p.permissive = 'RESTRICTIVE', 'using', p.qual, 'check', p.with_check) ORDER BY p.policyname)
      FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname), '[]') AS policies,
    (SELECT jsonb_object_agg(r.rolname, (SELECT coalesce(jsonb_agg(v.word ORDER BY v.word), '[]')
        FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) v (word)
        WHERE has_table_privilege(r.oid, c.oid, v.word)
          OR (v.word IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(r.oid, c.oid, v.word))))
      FROM pg_roles r WHERE r.rolname LIKE 'parley\_%') AS rights
  FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`

const views = sql<{ name: string }>`
  SELECT relname AS name FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace`

const roles = sql<Role>`
  SELECT r.rolname AS name, r.rolsuper AS "isSuperuser", r.rolbypassrls AS "bypassesIsolation", r.rolcanlogin AS "logsIn",
    r.rolcreaterole OR r.rolcreatedb OR has_schema_privilege(r.oid, 'public', 'CREATE') AS creates,
    coalesce((SELECT jsonb_agg(g.rolname ORDER BY g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
      WHERE m.member = r.oid), '[]') AS "memberOf",
    coalesce((SELECT jsonb_agg(o.name ORDER BY o.name) FROM (
      SELECT relname::text AS name FROM pg_class WHERE relowner = r.oid
      UNION ALL SELECT proname FROM pg_proc WHERE proowner = r.oid
      UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = r.oid) o), '[]') AS owns
  FROM pg_roles r WHERE r.rolname LIKE 'parley\_%' ORDER BY r.rolname`

const definerFunctions = sql<DefinerFunction>`
  SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner,
    (SELECT substr(c.word, length('search_path=') + 1) FROM unnest(p.proconfig) c (word) WHERE c.word LIKE 'search_path=%') AS "searchPath",
    has_function_privilege('public', p.oid, 'EXECUTE') AS "isOpenToAll"
  FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY p.proname`

/** Reads the schema of a real database, after `change` was tried on it; the change is taken back. */
export const readCatalogue = (database: Database, change = ''): Promise<Catalogue> =>
  database.administer(async (db) => {
    const undo = new Error('undo')
    let catalogue: Catalogue | undefined
    await db
      .transaction()
      .execute(async (tx) => {
        if (change !== '') await sql.raw(change).execute(tx)
        const rowsOf = async <Row>(statement: RawBuilder<Row>) => (await statement.execute(tx)).rows
        catalogue = {
          tables: await rowsOf(tables),
          views: (await rowsOf(views)).map(({ name }) => name),
          roles: await rowsOf(roles),
          definerFunctions: await rowsOf(definerFunctions),
        }
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    if (!catalogue) throw new Error('The catalogue was not read.')
    return catalogue
  })
