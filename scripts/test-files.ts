import { globSync } from 'node:fs'

const ALL = '{contract,client,server,console,widget,scripts}/**/*.test.ts'
/** A newcomer's first minutes are on the embedded database. */
const FIRST_MINUTES = ['newcomer', 'first-minute'].map((story) => `server/test/browser/${story}.test.ts`)
/** Pages, and translations of older protocols, are the same on both, and a server is the faster one. */
const ALIKE = ['browser', 'dialects', 'golden', 'docs', 'mail-corpus'].map(
  (folder) => `server/test/${folder}/**`,
)

/** What the embedded database is asked where a server is at hand too. */
export const filesOnEmbedded = (): string[] => [
  ...globSync(ALL, { exclude: [...ALIKE, '**/node_modules/**'] }),
  ...FIRST_MINUTES,
]

/** What a server is asked: all but what asks no database. */
export const filesOnPostgres = (): string[] =>
  globSync('server/**/*.test.ts', {
    exclude: ['server/test/rules/**', 'server/test/corpus/**', ...FIRST_MINUTES],
  })
