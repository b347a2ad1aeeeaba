import { globSync, readFileSync } from 'node:fs'

/** Where our tests are. */
export const TESTS = '{contract,client,server,console,widget,scripts}/**/*.test.ts'

/**
 * Tests that stop or move the clock of their thread. It would be stopped for all that tests before them left at work there,
 * so each has a thread of its own.
 */
export const withFakeClock = (): string[] =>
  globSync(TESTS, { exclude: ['**/node_modules/**'] }).filter((path) =>
    movesClock(readFileSync(path, 'utf8')),
  )

const movesClock = (text: string): boolean =>
  /\.useFakeTimers\(|\.spyOn\(performance\b|\bopenSimulation\(/.test(text)
