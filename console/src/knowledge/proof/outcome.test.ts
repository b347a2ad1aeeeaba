import { expect, test } from 'vitest'
import type { TestQuestion, TestRun } from '#contract/shapes/proof.ts'
import { outcomesOf } from './outcome.ts'

const question = (id: string): TestQuestion => ({
  id,
  revision: id === 'changed' ? 2 : 1,
  sourceId: 's',
  question: id,
  answer: '',
  expected: [],
  createdAt: '2026-01-01T00:00:00Z',
})

const run = (recalls: Record<string, number>): TestRun => ({
  id: 'r',
  sourceId: 's',
  cause: 'change',
  verdict: 'passed',
  recall: 1,
  support: null,
  results: Object.entries(recalls).map(([testQuestionId, recall]) => ({
    testQuestionId,
    revision: 1,
    question: testQuestionId,
    recall,
    support: null,
    missing: [],
  })),
  createdAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T00:00:00Z',
})

const questions = ['same', 'fresh', 'better', 'worse', 'unasked'].map(question)

test('what changed since the run before comes first, and of that what got worse', () => {
  const runs = [
    run({ same: 1, fresh: 1, better: 1, worse: 0.5 }),
    run({ same: 1, better: 0, worse: 1, gone: 1 }),
  ]
  expect(outcomesOf(questions, runs).map(({ question: { id }, change }) => [id, change])).toEqual([
    ['worse', 'worse'],
    ['better', 'better'],
    ['fresh', 'fresh'],
    ['unasked', null],
    ['same', 'same'],
  ])
})

test('what was measured before a question was changed is not told of it', () => {
  const [outcome] = outcomesOf([question('changed')], [run({ changed: 1 }), run({ changed: 0 })])
  expect(outcome).toMatchObject({ now: undefined, before: undefined, change: null })
})

test('with one run or none, nothing has changed', () => {
  expect(outcomesOf(questions, [run({ same: 1 })]).every(({ change }) => change === null)).toBe(true)
  expect(outcomesOf(questions, []).every(({ now }) => now === undefined)).toBe(true)
})
