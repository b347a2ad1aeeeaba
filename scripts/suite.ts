import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brokenFiles, judge, type Run, type Verdict } from './ledger.ts'

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

/** Runs test files; further arguments are the runner's. */
function run(name: string, env: Record<string, string>, files: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), 'parley-report-'))
  const isGreen = step(name, process.execPath, [VITEST, 'run', ...files], {
    ...env,
    PARLEY_REPORT_IN: folder,
  })
  const read = <R>(file: string): R | null => {
    const path = join(folder, file)
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as R) : null
  }
  return { isGreen, report: read('report.json'), unhandled: read('unhandled.json') ?? [] }
}

// More than these is no bad luck.
const SECOND_LOOKS = 10

/**
 * A run of test files, counted test by test. If few files failed they are run once more on their own, to tell broken
 * from flaky.
 */
export function runSuite(name: string, env: Record<string, string>, files: readonly string[]): Verdict {
  const first = run(name, env, files)
  const broken = brokenFiles(first)
  for (const { path, message } of first.unhandled)
    console.log(`No test was told: ${path ?? 'no file'}: ${message}`)
  if (first.isGreen || broken.length === 0 || broken.length > SECOND_LOOKS) return judge(first)
  return judge(first, run(`${name}: once more what failed`, env, [...broken, '--maxWorkers=1']))
}
