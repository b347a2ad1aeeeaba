import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** An unhandled error, and the test file during which it occurred; null for none. */
export interface Unhandled {
  readonly path: string | null
  readonly message: string
}

/** Writes unhandled errors into a file, as a JSON list. The JSON report omits them, although they fail a run. */
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
