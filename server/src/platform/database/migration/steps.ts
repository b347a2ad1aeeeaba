import { readdir, readFile } from 'node:fs/promises'
import { type RolePrefix, withRoles } from '../roles.ts'

const directory = new URL('../../../../migrations/', import.meta.url)

/** The first line of a step whose statements run one by one, outside a transaction: CREATE INDEX CONCURRENTLY wants that. */
const OUTSIDE = /^-- Outside a transaction\b/

/** A way of a migration, up or down. */
export interface Step {
  readonly name: string
  readonly way: 'up' | 'down'
  readonly sql: string
  readonly isOutside: boolean
}

/** The names of all migrations of this version, oldest first. */
export async function knownMigrations(): Promise<string[]> {
  const files = await readdir(directory)
  const names = files
    .filter((file) => file.endsWith('.up.sql'))
    .map((file) => file.slice(0, -'.up.sql'.length))
  return names.sort()
}

/** A step with the roles of the installation that it is for. Throws where there is no such file. */
export async function readStep(name: string, way: Step['way'], prefix: RolePrefix): Promise<Step> {
  const sql = await readFile(new URL(`${name}.${way}.sql`, directory), 'utf8')
  return { name, way, sql: withRoles(sql, prefix), isOutside: OUTSIDE.test(sql) }
}

/** What isolates every table after a step up. */
export const readIsolation = async (prefix: RolePrefix): Promise<string> =>
  withRoles(await readFile(new URL('after-each.sql', directory), 'utf8'), prefix)
