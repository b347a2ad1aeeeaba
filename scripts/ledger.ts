import type { Unhandled } from './unhandled-errors.ts'

/** The fields of the runner’s JSON report that are read here. */
export interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** One run of test files. */
export interface Run {
  /** Whether the runner succeeded. */
  readonly isGreen: boolean
  /** Null if the run did not complete. */
  readonly report: Report | null
  /** Unhandled errors. */
  readonly unhandled: readonly Unhandled[]
}

/** The outcome of the tests, by name if they did not pass. */
export interface Verdict {
  readonly passed: number
  /** Failed in every run. */
  readonly failed: readonly string[]
  /** Failed once and passed once. */
  readonly flaky: readonly string[]
}

/** A check with more flaky tests than these is red. */
export const FLAKY_MAX = 2

/** A failure of a run that no file explains. */
const UNEXPLAINED = 'the run itself'

const failedFiles = ({ report }: Run) =>
  (report?.testResults ?? []).filter(({ status }) => status === 'failed')

const failedTests = (run: Run): string[] =>
  failedFiles(run).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${name} > ${fullName}`),
  )

/** Tests, files that failed outside their tests, and unhandled errors. */
function failuresOf(run: Run): string[] {
  const beside = failedFiles(run).filter(({ assertionResults }) =>
    assertionResults.every(({ status }) => status !== 'failed'),
  )
  const untold = run.unhandled.map(({ path }) => `${path ?? 'no file'} > an error that no test was told of`)
  const names = new Set([...failedTests(run), ...beside.map(({ name }) => name), ...untold])
  return names.size > 0 || run.isGreen ? [...names] : [UNEXPLAINED]
}

/** The files with failures; none if files alone do not explain the failure. */
export function brokenFiles(run: Run): string[] {
  const paths = [...failedFiles(run).map(({ name }) => name), ...run.unhandled.map(({ path }) => path)]
  return [...new Set(paths.every((path) => path !== null) ? paths : [])]
}

/** Judges a run, and the second run of its broken files if there was one: it excuses only what it names. */
export function judge(first: Run, second: Run | null = null): Verdict {
  const once = failuresOf(first)
  // A run that did not complete reports no passed test.
  const again = second?.report ? failuresOf(second) : once
  const failed = once.filter((name) => again.includes(name))
  if (again.includes(UNEXPLAINED)) failed.push(UNEXPLAINED)
  const flaky = [...once, ...again].filter((name) => !failed.includes(name))
  const passedLater = failedTests(first).filter((name) => flaky.includes(name))
  return {
    passed: (first.report?.numPassedTests ?? 0) + passedLater.length,
    failed: [...new Set(failed)],
    flaky,
  }
}

/** Several verdicts as one. */
export const together = (verdicts: readonly Verdict[]): Verdict => ({
  passed: verdicts.reduce((sum, { passed }) => sum + passed, 0),
  failed: verdicts.flatMap(({ failed }) => failed),
  flaky: verdicts.flatMap(({ flaky }) => flaky),
})

/** The last lines of a check: failures, the list of flaky tests, and the numbers. */
export function lastLines({ passed, failed, flaky }: Verdict): { lines: string[]; isGreen: boolean } {
  const lines = [
    ...failed.map((name) => `failed: ${name}`),
    `flaky: ${flaky.length}${flaky.length > FLAKY_MAX ? `, more than the ${FLAKY_MAX} that a check may have` : ''}`,
    ...flaky.map((name) => `  ${name}`),
    `${passed} passed, ${failed.length} failed`,
  ]
  return { lines, isGreen: failed.length === 0 && flaky.length <= FLAKY_MAX }
}
