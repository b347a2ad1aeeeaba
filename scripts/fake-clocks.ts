import { globSync, readFileSync } from 'node:fs'

/** Where the tests are. */
export const TESTS = '{contract,client,server,console,widget,scripts}/**/*.test.ts'

/**
 * Tests that stop or move the clock of their thread. That would also stop everything that earlier tests left running
 * there, so each has its own thread.
 */
export const withFakeClock = (): string[] =>
  globSync(TESTS, { exclude: ['**/node_modules/**'] }).filter((path) =>
    movesClock(readFileSync(path, 'utf8')),
  )

const movesClock = (text: string): boolean =>
  /\.useFakeTimers\(|\.spyOn\(performance\b|\bopenSimulation\(/.test(text)
