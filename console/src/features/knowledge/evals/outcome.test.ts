import { expect, test } from 'vitest'
import type { TestCase, EvaluationRun } from '#contract/shapes/evals.ts'
import { outcomesOf } from './outcome.ts'

const testCase = (id: string): TestCase => ({
  id,
  revision: id === 'changed' ? 2 : 1,
  knowledgeBaseId: 's',
  question: id,
  answer: '',
  expected: [],
  createdAt: '2026-01-01T00:00:00Z',
})

const run = (recalls: Record<string, number>): EvaluationRun => ({
  id: 'r',
  knowledgeBaseId: 's',
  cause: 'change',
  verdict: 'passed',
  recall: 1,
  support: null,
  results: Object.entries(recalls).map(([testCaseId, recall]) => ({
    testCaseId,
    revision: 1,
    question: testCaseId,
    recall,
    support: null,
    missing: [],
  })),
  createdAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T00:00:00Z',
})

const testCases = ['same', 'fresh', 'better', 'worse', 'unasked'].map(testCase)

test('changes since the last run come first, and regressions first among them', () => {
  const runs = [
    run({ same: 1, fresh: 1, better: 1, worse: 0.5 }),
    run({ same: 1, better: 0, worse: 1, gone: 1 }),
  ]
  expect(outcomesOf(testCases, runs).map(({ testCase: { id }, change }) => [id, change])).toEqual([
    ['worse', 'worse'],
    ['better', 'better'],
    ['fresh', 'fresh'],
    ['unasked', null],
    ['same', 'same'],
  ])
})

test('results from before a test case changed are not compared', () => {
  const [outcome] = outcomesOf([testCase('changed')], [run({ changed: 1 }), run({ changed: 0 })])
  expect(outcome).toMatchObject({ now: undefined, before: undefined, change: null })
})

test('with fewer than two runs, nothing has changed', () => {
  expect(outcomesOf(testCases, [run({ same: 1 })]).every(({ change }) => change === null)).toBe(true)
  expect(outcomesOf(testCases, []).every(({ now }) => now === undefined)).toBe(true)
})
