import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '#test/isolation/operations.ts'
import { faultIn, notRefused } from './answer-rules.ts'
import { spoiledPlaces } from './bodies.ts'
import type { RawRequest } from './send-request.ts'
import { bodyOf, jsonRequest, named, openPopulatedTarget, type Target } from './target.ts'
import { cursors, pathValues, queryValues, unknownIds, values } from './values.ts'

let target: Target

const all = operations()

beforeAll(async () => {
  target = await openPopulatedTarget(all)
})

afterEach(() => target.checkAlive())

afterAll(() => target.close())

describe('every field with arbitrary values', () => {
  test.each(named(all.filter(({ body }) => body === 'json')))(
    '%s',
    async (_, operation) => {
      const input = await target.inputFor(operation)
      const own = bodyOf(operation, input)
      const requests = [...spoiledPlaces(own, values)]
        .slice(values.length)
        .map((body) => jsonRequest(operation, target.tokenFor(operation), input, JSON.stringify(body)))
      // One that needs nothing can only be given too much.
      expect(requests.length).toBeGreaterThan(Object.keys(own).length > 0 ? values.length : 0)
      expect(await target.trying(requests)).toEqual([])
    },
    60_000,
  )
})

describe('a query with arbitrary values', () => {
  test.each(named(all.filter(({ method }) => method === 'GET')))('%s', async (_, operation) => {
    const plain = jsonRequest(operation, target.tokenFor(operation), await target.inputFor(operation))
    const [path = ''] = plain.path.split('?')
    const keys = [...operation.queryKeys, 'after', 'surprise']
    const queries = [
      ...keys.flatMap((key) => [...queryValues, ...cursors].map((value) => `${key}=${value}`)),
      ...keys.flatMap((key) => [`${key}=1&${key}=2`, `${key}[]=1`, `${key}[a]=1`, `${key}.a=1`]),
      '__proto__=1',
      '__proto__[a]=1',
      'constructor=1',
      'constructor[prototype][a]=1',
      'toString=1',
      '&&&',
      '=',
      '=1',
      '?',
      Array.from({ length: 500 }, (_entry, at) => `k${at}=1`).join('&'),
    ]
    expect(await target.trying(queries.map((query) => ({ ...plain, path: `${path}?${query}` })))).toEqual([])
  })
})

/** Refused before anything is looked for: there is no secret, or no signature. */
const unopened: Record<string, number> = { mailReceive: 401, fileOpenLink: 400 }

describe('a path with arbitrary values', () => {
  test.each(named(all.filter(({ pathKeys }) => pathKeys.length > 0)))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const at = (value: string): RawRequest => {
      const request = jsonRequest(operation, target.tokenFor(operation), input)
      return { ...request, path: operation.path.replace(/\{\w+\}/g, value) }
    }
    expect(await target.trying(pathValues.map(at), notRefused)).toEqual([])
    // A number in a path counts what belongs to the id before it.
    const ofUnknown = (id: string): RawRequest => ({
      ...at(id),
      path: operation.path.replace(/\{(\w+)\}/g, (_key, key: string) =>
        typeof input[key] === 'number' ? String(input[key]) : id,
      ),
    })
    for (const id of unknownIds) {
      const answer = await target.send(ofUnknown(id))
      expect([id, answer.status, faultIn(ofUnknown(id), answer)]).toEqual([
        id,
        unopened[operation.id] ?? 404,
        null,
      ])
    }
  })
})

test('a response that reveals too much would be noticed', () => {
  const sent = { method: 'GET', path: '/v1/me' }
  const problem = (status: number, detail: string) => ({
    status,
    type: 'application/problem+json',
    text: JSON.stringify({
      type: 'urn:parley:problem:invalid_input',
      title: 'T',
      status,
      detail,
      code: 'invalid_input',
      requestId: 'r',
    }),
  })
  expect(faultIn(sent, problem(400, 'name: too long'))).toBeNull()
  expect(faultIn(sent, problem(500, 'name: too long'))).toContain('500')
  expect(faultIn(sent, { ...problem(400, 'a'), type: 'text/html' })).toContain('text/html')
  expect(faultIn(sent, { ...problem(400, 'a'), text: '{"code":"oops"}' })).toContain('no problem of ours')
  for (const detail of [
    'invalid input syntax for type uuid: "x"',
    'TypeError: a is not a function',
    '    at run (file.ts:3:1)',
    '/var/data/files/x',
    'relation "members" does not exist',
  ])
    expect(faultIn(sent, problem(400, detail))).toContain('tells of its insides')
  expect(notRefused(sent, { status: 200, type: 'application/json', text: '{}' })).toContain('was taken')
})
