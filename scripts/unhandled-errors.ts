import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/**
 * Writes into a file, as a list in JSON, during which test files errors occurred that no test was told of; null for those that
 * belong to no file. The report in JSON knows nothing of them, and they make a run fail all the same.
 */
export class UnhandledErrors implements Reporter {
  readonly #into: string

  constructor(into: string) {
    this.#into = into
  }

  onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    const files = errors.map((error) => ('VITEST_TEST_PATH' in error ? error.VITEST_TEST_PATH : null))
    writeFileSync(this.#into, JSON.stringify([...new Set(files)]))
  }
}
