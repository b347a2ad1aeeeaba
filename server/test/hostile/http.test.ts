import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Operation, operations } from '#test/isolation/operations.ts'
import { faultIn, notRefused } from './answer-rules.ts'
import { badBodies, badTypes, spoiledBodies } from './bodies.ts'
import type { Knock } from './knock.ts'
import { inTurns, jsonRequest, openTarget, type Target } from './target.ts'
import { cursors, pathValues, queryValues, unknownIds, values } from './values.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})

afterEach(() => target.checkAlive())

afterAll(() => target.close())

const all = await operations()
const named = (list: readonly Operation[]) =>
  list.map((operation) => [`${operation.method} ${operation.path}`, operation] as const)
const tokenFor = ({ useCase }: Operation) => (useCase?.permission === 'public' ? null : target.token)

/** Sends each and gives what was wrong with the answers. */
const trying = (requests: readonly Knock[], judge = faultIn) =>
  inTurns(requests, async (request) => judge(request, await target.send(request)))

const withBodies = all.filter(({ method, body }) => method !== 'GET' && body !== 'form')

describe('a body that is none', () => {
  test.each(named(withBodies))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const bodies = badBodies.map(([, body]) => jsonRequest(operation, tokenFor(operation), input, body))
    expect(await trying(bodies, notRefused)).toEqual([])
  })
})

describe('a body that would do but for one thing', () => {
  test.each(named(withBodies.filter(({ body }) => body === 'json')))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const { body } = jsonRequest(operation, tokenFor(operation), input)
    const bodies = spoiledBodies(String(body)).map((other) =>
      jsonRequest(operation, tokenFor(operation), input, other),
    )
    expect(await trying(bodies, notRefused)).toEqual([])
  })

  test('it is said when it is nested too deep', async () => {
    const operation = all.find(({ id }) => id === 'agentCreate')
    if (!operation) throw new Error('There is no such operation.')
    for (const depth of [65, 5_000, 1_000_000]) {
      const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`
      expect((await target.send(jsonRequest(operation, target.token, {}, body))).text).toContain(
        'nested 64 levels',
      )
    }
  })
})

describe('a body that is too large', () => {
  test.each(named(withBodies))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const body = `{"name":"${'x'.repeat(5 * 1_048_576)}"}`
    const { headers, ...request } = jsonRequest(operation, tokenFor(operation), input, body)
    const answers = await Promise.all([
      target.send({ ...request, headers: { ...headers } }).catch(() => null),
      target
        .send({ ...request, headers: { ...headers, 'content-length': '999999999999' }, body: '{' })
        .catch(() => null),
    ])
    // The connection may end before all was sent; an answer that came must be the right one.
    for (const answer of answers)
      if (answer) expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('too_large') })
    expect(answers.some((answer) => answer !== null)).toBe(true)
  })
})

describe('a body that is called something else', () => {
  test.each(named(withBodies.filter(({ body }) => body === 'json')))('%s', async (_, operation) => {
    const request = jsonRequest(operation, tokenFor(operation), await target.inputFor(operation))
    const renamed = badTypes.map((type) => ({
      ...request,
      headers: { ...request.headers, 'content-type': type },
    }))
    expect(await trying(renamed, notRefused)).toEqual([])
  })
})

/** Every value with one place changed, for each place and each hostile value; and once with a key too many. */
function* spoiled(value: unknown): Generator<unknown> {
  yield* values
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const other of spoiled(item)) yield value.with(at, other)
    yield Array<unknown>(2_000).fill(value[0])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      for (const other of spoiled(inner)) yield { ...value, [key]: other }
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
    }
    yield { ...value, surprise: 1 }
  }
}

describe('each field of something else', () => {
  test.each(named(all.filter(({ body }) => body === 'json')))(
    '%s',
    async (_, operation) => {
      const input = await target.inputFor(operation)
      const own = Object.fromEntries(
        Object.entries(input).filter(([key]) => !operation.pathKeys.includes(key)),
      )
      const requests = [...spoiled(own)]
        .slice(values.length)
        .map((body) => jsonRequest(operation, tokenFor(operation), input, JSON.stringify(body)))
      // One that needs nothing can only be given too much.
      expect(requests.length).toBeGreaterThan(Object.keys(own).length > 0 ? values.length : 0)
      expect(await trying(requests)).toEqual([])
    },
    60_000,
  )
})

/** Columns and fields that no caller sets: what is not asked for is refused, not passed over. */
const strangeKeys = [
  'surprise',
  'id',
  'tenantId',
  'tenant_id',
  'ownerId',
  'owner_id',
  'authorId',
  'isDesk',
  'isPlatformAdmin',
  'permissions',
  'createdAt',
  'deletedAt',
  'controlEpoch',
  'passwordHash',
]

/** They hand out bytes and parts, and look at nothing but what they name. */
const handsOut = ({ id, isStream }: Operation) =>
  isStream || ['fileDownload', 'fileShowThumbnail', 'messageReadAloud'].includes(id)

describe('a key too many', () => {
  test.each(named(all.filter((operation) => operation.body !== 'form' && !handsOut(operation))))(
    '%s',
    async (_, operation) => {
      const input = await target.inputFor(operation)
      const requests = strangeKeys.map((key) => {
        const request = jsonRequest(operation, tokenFor(operation), input)
        if (operation.body === 'json') {
          const body = { ...(JSON.parse(String(request.body)) as object), [key]: 'x' }
          return jsonRequest(operation, tokenFor(operation), input, JSON.stringify(body))
        }
        return { ...request, path: `${request.path}${request.path.includes('?') ? '&' : '?'}${key}=x` }
      })
      expect(await trying(requests, notRefused)).toEqual([])
    },
  )
})

describe('a query of something else', () => {
  test.each(named(all.filter(({ method }) => method === 'GET')))('%s', async (_, operation) => {
    const plain = jsonRequest(operation, tokenFor(operation), await target.inputFor(operation))
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
    expect(await trying(queries.map((query) => ({ ...plain, path: `${path}?${query}` })))).toEqual([])
  })
})

/** Refused before anything is looked for: there is no secret, or no signature. */
const unopened: Record<string, number> = { mailReceive: 401, fileOpenLink: 400 }

describe('an address of something else', () => {
  test.each(named(all.filter(({ pathKeys }) => pathKeys.length > 0)))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const at = (value: string): Knock => {
      const request = jsonRequest(operation, tokenFor(operation), input)
      return { ...request, path: operation.path.replace(/\{\w+\}/g, value) }
    }
    expect(await trying(pathValues.map(at), notRefused)).toEqual([])
    // A number in a path counts what belongs to the id before it.
    const ofUnknown = (id: string): Knock => ({
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

describe('a method that is not offered', () => {
  const paths = [...new Set(all.map(({ path }) => path))]
  const methods = [
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'MKCOL',
    'LOCK',
    'PURGE',
  ]
  test.each(paths)('%s', async (path) => {
    const offered = all.filter((operation) => operation.path === path).map(({ method }) => method)
    const requests = methods
      .filter((method) => !offered.includes(method))
      .map((method) => ({
        method,
        path: path.replace(/\{\w+\}/g, unknownIds[0] ?? ''),
        headers: { authorization: `Bearer ${target.token}` },
      }))
    expect(await trying(requests, notRefused)).toEqual([])
  })

  test('HEAD ends, also where GET would go on', async () => {
    const operation = all.find(({ id }) => id === 'eventFollow')
    const answer = await target.send({
      method: 'HEAD',
      path: operation?.path ?? '',
      headers: { authorization: `Bearer ${target.token}` },
    })
    expect(answer.status).toBeLessThan(500)
  })
})

describe('headers of something else', () => {
  const me = { method: 'GET', path: '/v1/me' }
  const keys = ['pa_x', 'pk_x', 'pv_x', 'x', 'null', 'undefined', 'x'.repeat(8_000), `pa_${'0'.repeat(43)}`]

  test('a credential that is none', async () => {
    const headers: Record<string, string>[] = [
      ...keys.flatMap((key) => [{ authorization: `Bearer ${key}` }, { 'x-api-key': key }]),
      ...[
        '',
        'Bearer',
        'Bearer ',
        'Basic eDp4',
        'Bearer a b',
        `Token ${target.token}`,
        target.token,
        'Bearer \u00ff',
      ].map((authorization) => ({ authorization })),
      { cookie: `token=${target.token}` },
    ]
    const requests = headers.map((one) => ({ ...me, headers: one }))
    expect(await trying(requests, notRefused)).toEqual([])
    for (const request of requests) expect((await target.send(request)).status).toBe(401)
  })

  test('two credentials', async () => {
    const headers = { authorization: `Bearer ${target.token}`, 'x-api-key': target.actor.token }
    expect(await trying([{ ...me, headers }], notRefused)).toEqual([])
  })

  test('a tenant that is none', async () => {
    const names = [
      'x',
      '%',
      '__proto__',
      'x'.repeat(7_000),
      '00000000-0000-0000-0000-000000000000',
      "'; --",
      '\u00e4',
    ]
    const requests = names.map((name) => ({
      ...me,
      headers: { authorization: `Bearer ${target.token}`, 'parley-tenant': name },
    }))
    expect(await trying(requests, notRefused)).toEqual([])
  })

  test('a position that is none', async () => {
    const replyId = await target.actor.things.id('reply')
    const positions = [
      'x',
      '-1',
      '1.5',
      '1e99',
      '9'.repeat(30),
      '1.2',
      '1.2.3.4',
      '1.0.-1',
      '../..',
      'NaN',
      '\u00ff',
    ]
    const requests = ['/v1/events', `/v1/replies/${replyId}/stream`].flatMap((path) =>
      positions.map((position) => ({
        method: 'GET',
        path,
        headers: { authorization: `Bearer ${target.token}`, 'last-event-id': position },
      })),
    )
    expect(await trying(requests, notRefused)).toEqual([])
  })

  test('a key for repeats that is too long, or another request under one that was used', async () => {
    const request = (key: string, name: string) => ({
      method: 'POST',
      path: '/v1/agents',
      headers: {
        authorization: `Bearer ${target.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ name }),
    })
    expect(await trying([request('x'.repeat(201), 'A')], notRefused)).toEqual([])
    expect((await target.send(request('\u00e4 key', 'A'))).status).toBe(201)
    expect((await target.send(request('\u00e4 key', 'B'))).status).toBe(409)
  })

  test('what proxies say does not count', async () => {
    const login = (forwarded: string) =>
      target.send({
        method: 'POST',
        path: '/v1/auth/login',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': forwarded,
          forwarded: `for=${forwarded}`,
          'x-real-ip': forwarded,
        },
        body: JSON.stringify({ email: 'nobody@example.com', password: 'wrong and wrong' }),
      })
    const statuses: number[] = []
    for (let at = 0; at < 12; at += 1) statuses.push((await login(`10.0.0.${at}`)).status)
    expect(statuses.at(-1)).toBe(429)
  })
})

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
        tokenFor(operation),
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
})

test('an answer that tells too much would be noticed', () => {
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
