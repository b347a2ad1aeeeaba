import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { askLibrary, measureWording } from '#test/support/retrieval/ask-library.ts'
import { fillLibrary, type Library, ownTenant } from '#test/support/retrieval/library.ts'
import { mosaicsOf } from '#test/support/retrieval/mosaics.ts'
import { judge } from '#test/support/retrieval/quality.ts'
import { readSet } from '#test/support/retrieval/question-set.ts'

// A small set of our own, among passages that say its common words: below these floors something is broken.
const set = readSet(fileURLToPath(new URL('..', import.meta.url)), 'retrieval')

let scope: Scope
let library: Library

beforeAll(async () => {
  scope = await ownTenant(await sharedTestApp())
  library = await fillLibrary(scope, 'Own set', [...set.corpus, ...mosaicsOf(set.corpus, 200)])
})

test.each([
  ['', 0.97, 0.99],
  ['other-script', 0.97, 0.99],
  ['dialog', 0.95, 0.99],
  ['japanese', 0.97, 0.99],
  ['mixed', 0.97, 0.99],
  ['typos', 0.95, 0.99],
  // What is asked for stands first in what answers, and further down in a shorter one that is about something else.
  ['openings', 0.97, 0.99],
])('the wording %j is answered above its floor', async (wording, ndcg, recall) => {
  const quality = await measureWording(scope, library, set, wording)
  expect(quality.questions).toBe(set.wordings.get(wording)?.length)
  expect(quality.ndcg).toBeGreaterThanOrEqual(ndcg)
  expect(quality.recall).toBeGreaterThanOrEqual(recall)
})

test('nothing is found twice, and results are repeatable', async () => {
  const [question] = set.wordings.get('') ?? []
  if (!question) throw new Error('The set has no question.')
  const found = await askLibrary(scope, library, question)
  expect(new Set(found).size).toBe(found.length)
  expect(await askLibrary(scope, library, question)).toEqual(found)
})

test('quality is counted as trec_eval counts it', () => {
  const wanted = new Map([
    ['a', 1],
    ['b', 1],
  ])
  expect(judge(['x', 'a', 'y'], wanted)).toEqual({
    ndcg: 1 / Math.log2(3) / (1 + 1 / Math.log2(3)),
    recall: 0.5,
    mrr: 0.5,
  })
  expect(judge([], wanted)).toEqual({ ndcg: 0, recall: 0, mrr: 0 })
})
