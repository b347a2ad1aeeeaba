// The whole check, as a list that can be read aloud. `npm test` runs it; .ci/run does nothing else after installing.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTemporaryPostgres } from './temporary-postgres.ts'

const bin = (name: string) => new URL(`../node_modules/.bin/${name}`, import.meta.url).pathname
const isCi = process.env.CI === 'true'
const total = { passed: 0, failed: 0 }

function step(name: string, command: string, args: string[], env: Record<string, string> = {}): boolean {
  console.log(`\n— ${name}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return status === 0
}

/** A step that is one check: it passes or fails as a whole. */
function check(name: string, command: string, args: string[]) {
  if (step(name, command, args)) total.passed += 1
  else total.failed += 1
}

/** A run of the test suite, counted test by test. */
function suite(name: string, env: Record<string, string> = {}) {
  const report = join(mkdtempSync(join(tmpdir(), 'parley-report-')), 'report.json')
  const vitest = [bin('vitest'), 'run', '--reporter=dot', '--reporter=json', `--outputFile=${report}`]
  const isGreen = step(name, process.execPath, vitest, env)
  const counts = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number })
    : { numPassedTests: 0, numFailedTests: 0 }
  total.passed += counts.numPassedTests
  // A run that broke without naming a test has failed all the same.
  total.failed += isGreen ? counts.numFailedTests : Math.max(counts.numFailedTests, 1)
}

check('format', bin('biome'), ['format', '.'])
check('lint', bin('oxlint'), ['--deny-warnings'])
check('types', bin('tsc'), ['-p', '.'])
check('console', process.execPath, ['scripts/build-console.ts'])
suite('tests on the embedded database')

const postgres = await startTemporaryPostgres()
if (postgres) {
  suite('tests on PostgreSQL', { PARLEY_TEST_DATABASE_URL: postgres.url })
  postgres.stop()
} else if (isCi) {
  console.error('PostgreSQL is not installed; CI needs it.')
  total.failed += 1
} else console.log('\n— tests on PostgreSQL: left out, it is not installed here')

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
