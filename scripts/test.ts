// The check, as a list that can be read aloud: `npm test` runs it, `npm run test:all` with all that takes long (`--all`).
import { lastLines, together, type Verdict } from './ledger.ts'
import { runSuite, step } from './suite.ts'
import { filesByDatabase, WITHOUT_SERVER } from './test-files.ts'

const bin = (name: string) => new URL(`../node_modules/.bin/${name}`, import.meta.url).pathname

/** A step that is one check: it passes or fails as a whole. */
const check = (name: string, command: string, args: string[]): Verdict =>
  step(name, command, args) ? { passed: 1, failed: [], flaky: [] } : { passed: 0, failed: [name], flaky: [] }

const { onServer, onEmbedded } = filesByDatabase({ isAll: process.argv.includes('--all') })
const verdict = together([
  check('format', bin('biome'), ['format', '.']),
  check('lint', bin('oxlint'), ['--deny-warnings']),
  check('types', bin('tsc'), ['-p', '.']),
  check('build', process.execPath, ['scripts/build.ts']),
  runSuite('tests', {}, onServer),
  runSuite('tests of the embedded database', { [WITHOUT_SERVER]: '1' }, onEmbedded),
])

// So that the end of a long log shows what was wrong.
const { lines, isGreen } = lastLines(verdict)
console.log(`\n${lines.join('\n')}`)
process.exitCode = isGreen ? 0 : 1
