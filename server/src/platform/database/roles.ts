import { type Kysely, sql } from 'kysely'
import { DatabaseError } from 'pg'
import type { Schema } from './schema.ts'

/** The prefix of an installation's roles: `parley` for `parley_app`, `parley_system`, `parley_search`. */
export type RolePrefix = string

/** The prefix that migrations use. */
export const DEFAULT_PREFIX: RolePrefix = 'parley'

const KINDS = ['app', 'system', 'search'] as const
export type RoleKind = (typeof KINDS)[number]

export const roleName = (prefix: RolePrefix, kind: RoleKind): string => `${prefix}_${kind}`

/** SQL that names the default roles, with those of an installation in their place. */
export const withRoles = (text: string, prefix: RolePrefix): string =>
  text.replaceAll(/\bparley_(app|system|search)\b/g, (_, kind: RoleKind) => roleName(prefix, kind))

/** The role prefix for a login role: role names apply to a whole server, and installations must not share them. */
export function prefixFor(login: string): RolePrefix {
  const plain = login.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')
  return (/^(?:[0-9]|pg_)/.test(plain) ? `_${plain}` : plain).slice(0, 50)
}

/** The prefix in the policies of this database's tables, chosen when it was created. */
export const PREFIX_QUERY = `
  SELECT left(r.rolname::text, -4) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
  WHERE p.polrelid = to_regclass('public.tenants') AND p.polname = 'tenant' AND r.rolname LIKE '%\\_app'`

/** The prefix of a database that has its tables; null before. */
export async function readPrefix(db: Kysely<Schema>): Promise<RolePrefix | null> {
  const { rows } = await sql<{ prefix: string | null }>`SELECT (${sql.raw(PREFIX_QUERY)}) AS prefix`.execute(
    db,
  )
  return rows[0]?.prefix ?? null
}

/** The login role can neither create the roles of the installation nor use them; the message says what to run. */
export class RolesMissing extends Error {
  override readonly name = 'RolesMissing'
  constructor(login: string, prefix: RolePrefix, cause: unknown) {
    const names = KINDS.map((kind) => roleName(prefix, kind))
    const made = names.map((name) => `CREATE ROLE ${name} NOLOGIN;`).join(' ')
    super(
      `The login role "${login}" may not create the roles it needs (no CREATEROLE), and does not have them. Ask an administrator to run: ${made} GRANT ${names.join(', ')} TO "${login.replaceAll('"', '""')}"; (roles that exist are only granted). Nothing was changed.`,
      { cause },
    )
  }
}

/**
 * Returns the prefix of this installation's roles, which exist afterwards and which the login role may use. Existing
 * roles stay as they are, so that an administrator may have created them. `isAlone`: nobody else uses this server.
 * Throws RolesMissing.
 */
export async function ensureRoles(db: Kysely<Schema>, isAlone: boolean): Promise<RolePrefix> {
  const { rows } = await sql<{ login: string }>`SELECT current_user::text AS login`.execute(db)
  const login = rows[0]?.login ?? ''
  const prefix = (await readPrefix(db)) ?? (isAlone ? DEFAULT_PREFIX : await freePrefix(db, login))
  try {
    for (const kind of KINDS) await sql.raw(ensured(roleName(prefix, kind))).execute(db)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== NOT_ALLOWED) throw error
    throw new RolesMissing(login, prefix, error)
  }
  return prefix
}

const NOT_ALLOWED = '42501'

/** Its own prefix, unless it was granted the default roles. */
async function freePrefix(db: Kysely<Schema>, login: string): Promise<RolePrefix> {
  const own = prefixFor(login)
  const { rows } = await sql<{ given: number }>`
    SELECT count(*)::int AS given FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
    JOIN pg_roles u ON u.oid = m.member
    WHERE u.rolname = ${login} AND r.rolname IN (${sql.join(KINDS.map((kind) => roleName(DEFAULT_PREFIX, kind)))})`.execute(
    db,
  )
  return (rows[0]?.given ?? 0) >= KINDS.length ? DEFAULT_PREFIX : own
}

/**
 * A role is created if missing, and granted if the login role cannot use it: since PostgreSQL 16, its creator cannot by
 * default.
 */
const ensured = (name: string) => `
  DO $$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN
      BEGIN
        CREATE ROLE ${name} NOLOGIN NOSUPERUSER NOBYPASSRLS;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    IF NOT pg_has_role('${name}', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
      OR NOT pg_has_role('${name}', 'USAGE') THEN
      EXECUTE format('GRANT ${name} TO %I', current_user);
    END IF;
  END $$`
