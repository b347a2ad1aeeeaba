import { globSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { TESTS } from './fake-clocks.ts'

/**
 * What the embedded database does as no other: how it is made, held, looked into, copied, moved from, killed and lost. These are
 * run on it besides the run's server; all others ask nothing that differs.
 */
export const ON_EMBEDDED = [
  `server/test/faults/{${[
    'damaged-directory',
    'database-disk-full',
    'killed-at-start',
    'killed-in-a-shared-transaction',
    'killed-while-reading-again',
    'power-cut',
    'same-directory',
    'told-to-stop',
  ].join()}}.test.ts`,
  `server/test/scenarios/{${[
    'backup',
    'crash',
    'doctor',
    'doctor-partial-states',
    'doctor-states',
    'migrate-commands',
    'move',
    'operate',
    'restore-points',
    'restore-refusals',
    'scheduled-backups',
    'takeover-fence',
    'upgrades',
  ].join()}}.test.ts`,
]
/** A newcomer's first minutes are on it alone. */
const EMBEDDED_ONLY = ['server/test/browser/{newcomer,first-minute}.test.ts']

/** Browsers, kills, several processes, other servers and data that move in: `npm run test:all` runs these besides. */
export const ONLY_IN_ALL = [
  'server/test/{browser,faults,retrieval}/**',
  `server/test/scenarios/{${[
    'backup',
    'crash',
    'each-postgres',
    'former-engine',
    'proactive-crash',
    'interleavings',
    'joined-by-redis',
    'live-deltas',
    'many-processes',
    'migrations-under-load',
    'moving-in',
    'moving-in-hostile',
    'pooled-turns',
    'pooler',
    'restore-points',
    'restore-refusals',
    'restore-to-servers',
    'rolling-restart',
    'several-installations',
    'takeover-fence',
    'tool-consent-crash',
    'upgrades',
    'webhooks-crash',
  ].join()}}.test.ts`,
]

/** Whoever wants the server of a run learns from this where it is. */
export const SERVER_IS_AT = 'PARLEY_TEST_DATABASE_URL'
/** Set where a run has none, so that every test makes embedded databases. */
export const WITHOUT_SERVER = 'PARLEY_TEST_EMBEDDED'

const isOneOf = (path: string, patterns: readonly string[]) =>
  patterns.some((pattern) => matchesGlob(path, pattern))

/** Which tests are run on which database, by `npm test` or, where `isAll`, by `npm run test:all`. */
export function filesByDatabase(
  { isAll }: { isAll: boolean },
  tests: readonly string[] = globSync(TESTS, { exclude: ['**/node_modules/**'] }),
) {
  const wanted = tests.filter((path) => isAll || !isOneOf(path, ONLY_IN_ALL)).sort()
  return {
    onServer: wanted.filter((path) => !isOneOf(path, EMBEDDED_ONLY)),
    onEmbedded: wanted.filter((path) => isOneOf(path, [...ON_EMBEDDED, ...EMBEDDED_ONLY])),
  }
}
