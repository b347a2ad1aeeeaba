import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '#test/isolation/operations.ts'
import { faultIn } from './answer-rules.ts'
import { jsonRequest, openPopulatedTarget, type Target } from './target.ts'

let target: Target

const all = operations()

beforeAll(async () => {
  target = await openPopulatedTarget(all)
})

afterAll(() => target.close())

test('anything at all', async () => {
  const keys = [
    ...new Set(
      all.flatMap(({ useCase }) =>
        Object.keys((useCase?.input as { shape?: object } | undefined)?.shape ?? {}),
      ),
    ),
  ]
  const json = fc.jsonValue({ depthSize: 'small' })
  const anyBody = fc.oneof(
    json,
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string({ unit: 'binary' })), json, { maxKeys: 6 }),
  )
  const arbitrary = fc.record({
    operation: fc.constantFrom(...all.filter(({ body }) => body !== 'form')),
    body: anyBody,
    query: fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), fc.string({ unit: 'binary' }), {
      maxKeys: 3,
    }),
  })
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ operation, body, query }) => {
      const input = await target.inputFor(operation)
      const request = jsonRequest(
        operation,
        target.tokenFor(operation),
        input,
        operation.method === 'GET' ? undefined : JSON.stringify(body),
      )
      const search = Object.entries(query).map((pair) =>
        pair.map((text) => encodeURIComponent(text.toWellFormed())).join('='),
      )
      const hostile =
        search.length === 0
          ? request
          : {
              ...request,
              path: `${request.path}${request.path.includes('?') ? '&' : '?'}${search.join('&')}`,
            }
      expect(faultIn(hostile, await target.send(hostile))).toBeNull()
    }),
    { seed: 20_260_115, numRuns: 600 },
  )
  await target.checkAlive()
})
