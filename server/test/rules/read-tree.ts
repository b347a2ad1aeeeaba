import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type SourceFile, sourceFile } from './source-file.ts'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

const ours = ['contract', 'client', 'server', 'console', 'widget', 'scripts', 'bench', 'docs']
const notOurs = new Set(['node_modules', 'dist', 'data', 'golden'])

/** Every path below our folders, from the root of the repository. */
export const listPaths = (): string[] => ours.flatMap((folder) => below(folder))

function below(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : below(path)
    return [path]
  })
}

function entriesOf(folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    // A folder of the plan that is not built yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** All that we write in TypeScript and SQL, read once. */
export const readTree = (): SourceFile[] =>
  listPaths()
    .filter((path) => /\.(ts|tsx|sql)$/.test(path))
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')))
