import type { Fault } from '#test/faults/faults.ts'

/** A test as it ended in one run. */
export interface RanTest {
  readonly file: string
  readonly name: string
  readonly status: string
}

/**
 * Why a fault was not survived, or null: every test that holds it passed at least once, none that it has failed, and none
 * is still waited for. What only ran on one database and was left out on the other counts as passed.
 */
export function judgeFault(
  { held, awaits = [] }: Fault,
  ran: readonly RanTest[],
  exists: (file: string) => boolean,
): string | null {
  const missing = awaits.find((file) => !exists(file))
  if (missing) return `${missing} is not written yet`
  for (const file of awaits) {
    const tests = ran.filter((one) => one.file === file)
    if (!tests.some(({ status }) => status === 'passed')) return `nothing of ${file} passed`
  }
  for (const { file, named } of held) {
    // A list of cases may be named by what is common to them, or by one of its own entries.
    const tests = ran.filter((one) => one.file === file)
    const itself = tests.filter(({ name }) => name.includes(named))
    const counted = itself.length > 0 ? itself : tests
    if (!counted.some(({ status }) => status === 'passed')) return `nothing passed in ${file}: ${named}`
    const failed = tests.find(
      ({ name, status }) => status === 'failed' && (name === '' || counted.some((one) => one.name === name)),
    )
    if (failed) return `failed in ${file}: ${failed.name || 'the run broke'}`
  }
  for (const file of awaits) {
    const failed = ran.find((one) => one.file === file && one.status === 'failed')
    if (failed) return `failed in ${file}: ${failed.name || 'the run broke'}`
  }
  return null
}
