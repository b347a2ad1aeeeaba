import { readdir, readFile } from 'node:fs/promises'
import { type RolePrefix, withRoles } from '../roles.ts'

const directory = new URL('../../../../migrations/', import.meta.url)
/** The steps from before the baseline, which upgrade older databases and backups; they only lead up. */
const before = new URL('before/', directory)

/** The last of the migrations that create a new schema, all at once; later ones change it one by one. */
export const BASELINE = '0012-search-functions'

/**
 * The first line of a step whose statements run one by one, outside a transaction, as CREATE INDEX CONCURRENTLY
 * requires.
 */
const OUTSIDE = /^-- Outside a transaction\b/

/** A way of a migration, up or down. */
export interface Step {
  readonly name: string
  readonly way: 'up' | 'down'
  readonly sql: string
  readonly isOutside: boolean
}

const namesIn = async (folder: URL, ending: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((file) => /^\d/.test(file) && file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()

/** The names of all migrations of this version, oldest first. */
export const knownMigrations = (): Promise<string[]> => namesIn(directory, '.up.sql')

/** The names of the migrations before the baseline, oldest first. */
export const earlierMigrations = (): Promise<string[]> => namesIn(before, '.sql')

/** Whether it is a valid goal: a migration of this version or an earlier one, or none. */
export const isGoal = async (name: string): Promise<boolean> =>
  [...(await knownMigrations()), ...(await earlierMigrations()), 'nothing'].includes(name)

/** The migrations that make a new schema, in their order. */
export async function baselineMigrations(): Promise<string[]> {
  const known = await knownMigrations()
  return known.slice(0, known.indexOf(BASELINE) + 1)
}

/**
 * The migrations of a database whose first one this is, from nothing to this version. A database from before the
 * baseline goes through the earlier steps first; `BASELINE` is then the step that takes it over.
 */
export async function wayFrom(first: string | undefined): Promise<{ names: string[]; isEarlier: boolean }> {
  const [known, earlier] = [await knownMigrations(), await earlierMigrations()]
  const isEarlier = first !== undefined && earlier.includes(first)
  return { names: isEarlier ? [...earlier, ...known.slice(known.indexOf(BASELINE))] : known, isEarlier }
}

/** A step with the role names of its installation. Throws if the file does not exist. */
export async function readStep(name: string, way: Step['way'], prefix: RolePrefix): Promise<Step> {
  const isEarlier = (await earlierMigrations()).includes(name)
  const file = isEarlier ? new URL(`${name}.sql`, before) : new URL(`${name}.${way}.sql`, directory)
  const sql = await readFile(file, 'utf8')
  return { name, way, sql: withRoles(sql, prefix), isOutside: OUTSIDE.test(sql) }
}

/** The statements that isolate every table after a step up. */
export const readIsolation = async (prefix: RolePrefix, name = BASELINE): Promise<string> => {
  const folder = (await earlierMigrations()).includes(name) ? before : directory
  return withRoles(await readFile(new URL('after-each.sql', folder), 'utf8'), prefix)
}
