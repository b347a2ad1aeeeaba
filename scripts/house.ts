import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { longFunctions } from '../server/test/rules/function-lengths.ts'
import { foldersInCircles, glossaryEntries } from '../server/test/rules/house.ts'
import { type SourceFile, sourceFile } from '../server/test/rules/source-file.ts'

// The size of the code base, as a newcomer meets it. `node scripts/house.ts` prints it; with another checkout as its
// argument, both side by side.

const folders = ['server/src', 'client/src', 'contract/src', 'console/src', 'widget/src']

export type Figures = Record<string, number>

export function figuresOf(root: string): Figures {
  const files = folders.flatMap((folder) => below(root, folder))
  const features = files.filter(({ path }) => path.startsWith('server/src/features/'))
  const circles = Object.values(foldersInCircles(files)).map(([inCircles]) => inCircles)
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  return {
    ...sizes('all', files),
    ...sizes('features', features),
    'folders in circles of imports': circles.reduce((sum, one) => sum + one, 0),
    'functions over 80 lines': longFunctions(files).length,
    'files on the way of a message': new Set(
      read('docs/a-messages-journey.md')
        .split('\n## ')[0]
        ?.match(/`\w+\/src\/[^`]+\.tsx?`/g),
    ).size,
    'entries of the glossary': glossaryEntries(read('docs/glossary.md')),
    migrations: readdirSync(join(root, 'server/migrations')).filter((name) => name.endsWith('.up.sql'))
      .length,
  }
}

const below = (root: string, folder: string): SourceFile[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')))

function sizes(name: string, files: readonly SourceFile[]): Figures {
  const lines = files.map(({ text }) => text.trimEnd().split('\n').length).toSorted((a, b) => a - b)
  const at = (share: number) => lines[Math.floor(lines.length * share)] ?? 0
  return {
    [`${name}: files`]: lines.length,
    [`${name}: lines`]: lines.reduce((sum, one) => sum + one, 0),
    [`${name}: median lines of a file`]: at(0.5),
    [`${name}: p95 lines of a file`]: at(0.95),
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const now = figuresOf(fileURLToPath(new URL('../', import.meta.url)))
  const [, , other] = process.argv
  const before = other ? figuresOf(resolve(other)) : {}
  for (const [name, value] of Object.entries(now))
    console.log(`${name.padEnd(34)} ${String(before[name] ?? '').padStart(8)} ${String(value).padStart(8)}`)
}
