import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** An error that no test was told of, and during which test file it occurred; null for one that belongs to none. */
export interface Unhandled {
  readonly path: string | null
  readonly message: string
}

/**
 * Writes into a file, as a list in JSON, the errors that no test was told of. The report in JSON knows nothing of them, and
 * they make a run fail all the same.
 */
export class UnhandledErrors implements Reporter {
  readonly #into: string

  constructor(into: string) {
    this.#into = into
  }

  onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    const unhandled = errors.map(
      (error): Unhandled => ({
        path: 'VITEST_TEST_PATH' in error ? String(error.VITEST_TEST_PATH) : null,
        message: error.message,
      }),
    )
    writeFileSync(this.#into, JSON.stringify(unhandled))
  }
}
