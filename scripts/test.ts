// The whole check, as a list that can be read aloud. `npm test` runs it; .ci/run does nothing else after installing.
import { runSuite, step } from './suite.ts'
import { startTemporaryPostgres } from './temporary-postgres.ts'
import { filesByDatabase } from './test-files.ts'

const bin = (name: string) => new URL(`../node_modules/.bin/${name}`, import.meta.url).pathname
const isCi = process.env.CI === 'true'
const total = { passed: 0, failed: 0 }
// What is read when all is over: whoever sees only the end of a long log learns from it what was wrong.
const notes: string[] = []

/** A step that is one check: it passes or fails as a whole. */
function check(name: string, command: string, args: string[]) {
  if (step(name, command, args)) total.passed += 1
  else {
    total.failed += 1
    notes.push(`failed: ${name}`)
  }
}

/** A run of the test suite, counted test by test. */
function suite(name: string, env: Record<string, string>, files: readonly string[]) {
  const { passed, failed, notes: told } = runSuite(name, env, files)
  total.passed += passed
  total.failed += failed
  notes.push(...told)
}

check('format', bin('biome'), ['format', '.'])
check('lint', bin('oxlint'), ['--deny-warnings'])
check('types', bin('tsc'), ['-p', '.'])
check('console', process.execPath, ['scripts/build-console.ts'])
const postgres = await startTemporaryPostgres()
const { onEmbedded, onPostgres } = filesByDatabase()
suite('tests on the embedded database', {}, postgres ? onEmbedded : [])
if (postgres) {
  suite('tests on PostgreSQL', { PARLEY_TEST_DATABASE_URL: postgres.url }, onPostgres)
  postgres.stop()
} else if (isCi) {
  console.error('PostgreSQL is not installed; CI needs it.')
  total.failed += 1
} else console.log('\n— tests on PostgreSQL: left out, it is not installed here')

console.log(['', ...notes].join('\n'))
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
