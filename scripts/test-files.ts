import { globSync } from 'node:fs'
import { matchesGlob } from 'node:path'
import { TESTS } from './fake-clocks.ts'

/**
 * What is specific to the embedded database: creating, locking, inspecting, copying, moving, killing and losing it.
 * These tests run on it in addition to the run’s server; all others make no difference.
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
/** A newcomer’s first minutes use only it. */
const EMBEDDED_ONLY = ['server/test/browser/{newcomer,first-minute}.test.ts']

/** Browsers, kills, several processes, other servers and imported data: run only by `npm run test:all`. */
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

/** Tells tests the address of the run’s server. */
export const SERVER_IS_AT = 'PARLEY_TEST_DATABASE_URL'
/** Set when a run has none, so that every test creates embedded databases. */
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
