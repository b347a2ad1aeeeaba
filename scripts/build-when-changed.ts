import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, utimes, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

export type Vite = typeof import('vite')

/** Something that is built into `<folder>/dist`. */
export interface Building {
  readonly name: string
  readonly folder: string
  /** Its sources. */
  readonly inputs: readonly string[]
  /** What must exist if it cannot be built. */
  readonly needed: string
  build(vite: Vite, built: string): Promise<unknown>
}

async function digestOf(patterns: readonly string[], built: string): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !file.startsWith(built) && !file.endsWith('.test.ts')) files.push(file)
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(`${relative(root, file)}\0`).update(await readFile(file))
  return hash.digest('hex')
}

/** Vite, or null where only what production needs is installed. */
const loadVite = (): Promise<Vite | null> => import('vite').catch(() => null)

/** Builds it when it is missing or its sources have changed, and reports it, because somebody is waiting. */
export async function buildWhenChanged({ name, folder, inputs, needed, build }: Building) {
  const built = join(root, folder, 'dist')
  const digestFile = join(built, '.inputs.sha256')
  const begunAt = new Date()
  const digest = await digestOf([...inputs, 'package-lock.json'], built)
  // The time of this file shows that earlier changes are included (bin/find-server.js).
  const sign = () => writeFile(digestFile, digest).then(() => utimes(digestFile, begunAt, begunAt))
  if ((await readFile(digestFile, 'utf8').catch(() => null)) === digest) return sign()
  const vite = await loadVite()
  if (vite) {
    process.stdout.write(`Building the ${name} … `)
    await build(vite, built)
    await sign()
    process.stdout.write(`${((Date.now() - begunAt.getTime()) / 1_000).toFixed(1)} s\n`)
  } else {
    const isThere = existsSync(join(built, needed))
    process.stderr.write(
      `The ${name} is ${isThere ? 'built of other sources' : 'not built'}. Run \`npm ci\` and \`npm start\` once, without leaving anything out.\n`,
    )
    if (!isThere) process.exitCode = 1
  }
}
