import { expect, test } from 'vitest'
import { brokenFiles, judge, lastLines, type Run, together } from './ledger.ts'

/** A run in which these tests of one file went so. */
const ran = (tests: Record<string, 'passed' | 'failed'>, more: Partial<Run> = {}): Run => {
  const results = Object.entries(tests).map(([fullName, status]) => ({ fullName, status }))
  const isGreen = results.every(({ status }) => status === 'passed')
  return {
    isGreen,
    report: {
      numPassedTests: results.filter(({ status }) => status === 'passed').length,
      testResults: [{ name: 'a.test.ts', status: isGreen ? 'passed' : 'failed', assertionResults: results }],
    },
    unhandled: [],
    ...more,
  }
}

test('what failed twice has failed, what failed once is flaky', () => {
  const first = ran({ one: 'failed', two: 'failed', three: 'passed', four: 'passed' })
  const second = ran({ one: 'failed', two: 'passed', three: 'failed', four: 'passed' })
  expect(judge(first, second)).toEqual({
    passed: 3,
    failed: ['a.test.ts > one'],
    flaky: ['a.test.ts > two', 'a.test.ts > three'],
  })
  expect(judge(first).failed).toEqual(['a.test.ts > one', 'a.test.ts > two'])
  expect(judge(ran({ one: 'passed' }))).toEqual({ passed: 1, failed: [], flaky: [] })
})

test('a file that fails outside its tests counts, and so does an unhandled error', () => {
  const file = { name: 'b.test.ts', status: 'failed', assertionResults: [] }
  const report = { numPassedTests: 0, testResults: [file] }
  const beside: Run = { isGreen: false, report, unhandled: [{ path: 'c.test.ts', message: 'Late.' }] }
  const names = ['b.test.ts', 'c.test.ts > an error that no test was told of']
  expect(brokenFiles(beside)).toEqual(['b.test.ts', 'c.test.ts'])
  expect(judge(beside).failed).toEqual(names)
  expect(judge(beside, ran({ one: 'passed' })).flaky).toEqual(names)
})

test('a second run without a report excuses no failure', () => {
  const first = ran({ one: 'failed', two: 'passed' })
  const away: Run = { isGreen: false, report: null, unhandled: [] }
  expect(judge(first, away)).toEqual({ passed: 1, failed: ['a.test.ts > one'], flaky: [] })
  const broken = ran({ one: 'passed', two: 'passed' }, { isGreen: false })
  expect(judge(first, broken)).toMatchObject({ failed: ['the run itself'], flaky: ['a.test.ts > one'] })
})

test('a run that fails without a report is a failure, and is not repeated', () => {
  const away: Run = { isGreen: false, report: null, unhandled: [] }
  expect([judge(away).failed, brokenFiles(away)]).toEqual([['the run itself'], []])
  const homeless = ran({ one: 'failed' }, { unhandled: [{ path: null, message: 'Late.' }] })
  expect(brokenFiles(homeless)).toEqual([])
})

test('the last lines name flaky tests, and more than two fail the check', () => {
  const flaky = (...names: string[]) => ({ passed: 1, failed: [], flaky: names })
  expect(lastLines(together([flaky('one'), flaky('two')]))).toEqual({
    lines: ['flaky: 2', '  one', '  two', '2 passed, 0 failed'],
    isGreen: true,
  })
  const { lines, isGreen } = lastLines(flaky('one', 'two', 'three'))
  expect([lines[0], isGreen]).toEqual(['flaky: 3, more than the 2 that a check may have', false])
  expect(lastLines({ passed: 4, failed: ['five'], flaky: [] })).toEqual({
    lines: ['failed: five', 'flaky: 0', '4 passed, 1 failed'],
    isGreen: false,
  })
})
