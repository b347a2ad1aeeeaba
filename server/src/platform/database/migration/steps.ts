import { readdir, readFile } from 'node:fs/promises'
import { type RolePrefix, withRoles } from '../roles.ts'

const directory = new URL('../../../../migrations/', import.meta.url)
/** The steps of the time before the baseline, by which older databases and backups come here; they only lead up. */
const before = new URL('before/', directory)

/** The last of the migrations that make a new schema, all at once; those behind it change it one by one. */
export const BASELINE = '0012-search-functions'

/** The first line of a step whose statements run one by one, outside a transaction: CREATE INDEX CONCURRENTLY wants that. */
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

/** Whether a database can be told to go there: to a migration of this version or of before, or to none. */
export const isGoal = async (name: string): Promise<boolean> =>
  [...(await knownMigrations()), ...(await earlierMigrations()), 'nothing'].includes(name)

/** The migrations that make a new schema, in their order. */
export async function baselineMigrations(): Promise<string[]> {
  const known = await knownMigrations()
  return known.slice(0, known.indexOf(BASELINE) + 1)
}

/**
 * The way of a database whose first migration is this one, from nothing to this version. What began before the baseline
 * goes through the steps of that time first; `BASELINE` then is the step that takes it over.
 */
export async function wayFrom(first: string | undefined): Promise<{ names: string[]; isEarlier: boolean }> {
  const [known, earlier] = [await knownMigrations(), await earlierMigrations()]
  const isEarlier = first !== undefined && earlier.includes(first)
  return { names: isEarlier ? [...earlier, ...known.slice(known.indexOf(BASELINE))] : known, isEarlier }
}

/** A step with the roles of the installation that it is for. Throws where there is no such file. */
export async function readStep(name: string, way: Step['way'], prefix: RolePrefix): Promise<Step> {
  const isEarlier = (await earlierMigrations()).includes(name)
  const file = isEarlier ? new URL(`${name}.sql`, before) : new URL(`${name}.${way}.sql`, directory)
  const sql = await readFile(file, 'utf8')
  return { name, way, sql: withRoles(sql, prefix), isOutside: OUTSIDE.test(sql) }
}

/** What isolates every table after a step up. */
export const readIsolation = async (prefix: RolePrefix, name = BASELINE): Promise<string> => {
  const folder = (await earlierMigrations()).includes(name) ? before : directory
  return withRoles(await readFile(new URL('after-each.sql', folder), 'utf8'), prefix)
}
