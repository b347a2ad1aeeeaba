import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Unhandled } from './unhandled-errors.ts'

const VITEST = new URL('../node_modules/.bin/vitest', import.meta.url).pathname

/** Runs a command under a heading; whether it ended well. */
export function step(
  name: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): boolean {
  console.log(`\n— ${name}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return status === 0
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
}

/**
 * Runs test files, all of them by default; further arguments are the runner's. `broken` are the files in which a test failed,
 * or during which an error occurred that no test was told of; `isExplained` is false where a run failed otherwise.
 */
function run(name: string, env: Record<string, string>, files: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-report-'))
  const isGreen = step(name, process.execPath, [VITEST, 'run', ...files], {
    ...env,
    PARLEY_REPORT_IN: folder,
  })
  const counts = read<Report>(join(folder, 'report.json'))
  const failed = (counts?.testResults ?? []).filter(({ status }) => status === 'failed')
  const unhandled = read<Unhandled[]>(join(folder, 'unhandled.json')) ?? []
  const during = unhandled.map(({ path }) => path)
  const broken = [...new Set([...failed.map((file) => file.name), ...during])].filter((path) => path !== null)
  const isExplained = broken.length > 0 && !during.includes(null)
  return { isGreen, counts, failed, unhandled, broken, isExplained }
}

const read = <R>(path: string): R | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as R) : null

/** What went wrong in a run, a line each: files, tests, and errors that no test was told of. */
function troublesOf({ failed, unhandled, broken }: ReturnType<typeof run>, when: string): string[] {
  const tests = failed.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${file.name} > ${fullName}`),
  )
  const errors = unhandled.map(({ path, message }) => `${path ?? 'no file'}: ${message}`)
  return [
    ...broken.map((path) => `not green${when}: ${path}`),
    ...tests.map((test) => `failed${when}: ${test}`),
    ...errors.map((error) => `nobody was told${when}: ${error}`),
  ]
}

// More than these is no bad luck.
const SECOND_CHANCES = 10

/**
 * A run of the test suite, counted test by test; of all files where none are named. Where few files failed they are run once
 * more by themselves, and `notes` name whatever needed it: a machine that stands still for seconds shall not hide what is
 * broken, nor invent it.
 */
export function runSuite(name: string, env: Record<string, string>, files: readonly string[]) {
  const notes: string[] = []
  const first = run(name, env, files)
  let last = first
  if (!first.isGreen && first.isExplained && first.broken.length <= SECOND_CHANCES) {
    notes.push(...troublesOf(first, ' the first time'))
    last = run(`${name}: once more what failed`, env, [...first.broken, '--maxWorkers=1'])
  }
  if (!last.isGreen) notes.push(`failed: ${name}`, ...troublesOf(last, ''))
  const { numPassedTests = 0, numFailedTests = 0 } = first.counts ?? {}
  const failures = last.counts?.numFailedTests ?? numFailedTests
  return {
    passed: numPassedTests + Math.max(numFailedTests - failures, 0),
    failed: last.isGreen ? 0 : Math.max(failures, 1),
    notes,
  }
}
