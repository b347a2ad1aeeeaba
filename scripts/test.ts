// The check, as a list that can be read aloud: `npm test` runs it, `npm run test:all` with all that takes long (`--all`).
import { runSuite, step } from './suite.ts'
import { filesByDatabase, WITHOUT_SERVER } from './test-files.ts'

const bin = (name: string) => new URL(`../node_modules/.bin/${name}`, import.meta.url).pathname
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
const { onServer, onEmbedded } = filesByDatabase({ isAll: process.argv.includes('--all') })
suite('tests', {}, onServer)
suite('tests of the embedded database', { [WITHOUT_SERVER]: '1' }, onEmbedded)

console.log(['', ...notes].join('\n'))
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
