import { globSync, readFileSync } from 'node:fs'
import { matchesGlob, posix } from 'node:path'
import packageFacts from '../package.json' with { type: 'json' }

/** A newcomer's first minutes are on the embedded database; what rules and a corpus say is said once. */
const EMBEDDED_ONLY = [
  'server/test/browser/{newcomer,first-minute}.test.ts',
  'server/test/{rules,corpus}/**',
  'server/test/hostile/embedded.test.ts',
]
/**
 * Pages, translations of older protocols, what a door refuses, what is said with models, tools, mail and the web, which files
 * stay, and which backups are refused: the same on both, and a server is the faster one. Every use-case by itself is called on both
 * (`server/test/isolation`), and what a database may stumble over is told both.
 */
export const ALIKE = [
  'server/test/{browser,dialects,golden,docs,mail-corpus}/**',
  'server/test/hostile/{chat-files,documents,door,http,socket,wire}.test.ts',
  `server/test/scenarios/{${[
    'adaptation',
    'deploy',
    'email',
    'films',
    'imports',
    'initiative',
    'kept-restore-points',
    'memory',
    'proof',
    'restore-refusals',
    'routing',
    'tool-server-upkeep',
    'traces',
    'webhooks',
  ].join()}}.test.ts`,
  'server/src/features/sites/sites.test.ts',
]

/** Whoever wants the server of a run learns from this where it is. */
export const SERVER_IS_AT = 'PARLEY_TEST_DATABASE_URL'

export interface CodeFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
}

const readFiles = (): CodeFile[] =>
  globSync('{contract,client,server,console,widget,scripts}/**/*.{ts,tsx}', {
    exclude: ['**/node_modules/**'],
  })
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

/** Whatever of ours a file names, be it to import it, only its types, or later on. */
const namedBy = ({ path, text }: CodeFile): string[] =>
  [...text.matchAll(/['"]((?:\.{1,2}\/|#)[^'"\s]+)['"]/g)].map(([, name = '']) => {
    if (!name.startsWith('#')) return posix.join(posix.dirname(path), name)
    const [alias, place] =
      Object.entries(packageFacts.imports).find(([key]) => name.startsWith(key.slice(0, -1))) ?? []
    return alias && place ? posix.normalize(place.replace('*', name.slice(alias.length - 1))) : name
  })

/** Those of the files that can ask the run's database, by themselves or through what they name. */
export function askingDatabase(files: readonly CodeFile[]): Set<string> {
  const namers = new Map<string, string[]>()
  for (const file of files)
    for (const name of namedBy(file)) namers.set(name, [...(namers.get(name) ?? []), file.path])
  const asking = new Set<string>()
  const rest = files.filter(({ text }) => text.includes(SERVER_IS_AT)).map(({ path }) => path)
  for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
    if (asking.has(path)) continue
    asking.add(path)
    rest.push(...(namers.get(path) ?? []))
  }
  return asking
}

const isOneOf = (path: string, patterns: readonly string[]) =>
  patterns.some((pattern) => matchesGlob(path, pattern))

/**
 * Which tests are run on which database where a server is at hand: what asks one on both, but for what is named above;
 * what asks none once.
 */
export function filesByDatabase(files: readonly CodeFile[] = readFiles()) {
  const asking = askingDatabase(files)
  const tests = files.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'))
  const onPostgres = tests.filter(
    (path) => path.startsWith('server/') && asking.has(path) && !isOneOf(path, EMBEDDED_ONLY),
  )
  const alike = new Set(onPostgres.filter((path) => isOneOf(path, ALIKE)))
  return { onEmbedded: tests.filter((path) => !alike.has(path)), onPostgres }
}
