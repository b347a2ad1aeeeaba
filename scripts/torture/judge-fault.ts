import type { Fault } from '#test/faults/faults.ts'

/** The outcome of a test in one run. */
export interface RanTest {
  readonly file: string
  readonly name: string
  readonly status: string
}

/**
 * Why a fault was not survived, or null: every test that holds it passed at least once, and none failed. A test skipped
 * on one database and passed on the other counts as passed.
 */
export function judgeFault({ held }: Fault, ran: readonly RanTest[]): string | null {
  for (const { file, named } of held) {
    // A list of cases may be named by its template, or by one of its cases.
    const tests = ran.filter((one) => one.file === file)
    const itself = tests.filter(({ name }) => name.includes(named))
    const counted = itself.length > 0 ? itself : tests
    if (!counted.some(({ status }) => status === 'passed')) return `nothing passed in ${file}: ${named}`
    const failed = tests.find(
      ({ name, status }) => status === 'failed' && (name === '' || counted.some((one) => one.name === name)),
    )
    if (failed) return `failed in ${file}: ${failed.name || 'the run broke'}`
  }
  return null
}
