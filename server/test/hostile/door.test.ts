import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Operation, operations } from '#test/isolation/operations.ts'
import { notRefused } from './answer-rules.ts'
import { badBodies, badTypes, spoiledBodies } from './bodies.ts'
import { jsonRequest, named, openTarget, type Target } from './target.ts'
import { unknownIds } from './values.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})

afterEach(() => target.checkAlive())

afterAll(() => target.close())

const all = operations()

const withBodies = all.filter(({ method, body }) => method !== 'GET' && body !== 'form')

describe('an invalid body', () => {
  test.each(named(withBodies))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const bodies = badBodies.map(([, body]) =>
      jsonRequest(operation, target.tokenFor(operation), input, body),
    )
    expect(await target.trying(bodies, notRefused)).toEqual([])
  })
})

describe('a body with a single mistake', () => {
  test.each(named(withBodies.filter(({ body }) => body === 'json')))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const { body } = jsonRequest(operation, target.tokenFor(operation), input)
    const bodies = spoiledBodies(String(body)).map((other) =>
      jsonRequest(operation, target.tokenFor(operation), input, other),
    )
    expect(await target.trying(bodies, notRefused)).toEqual([])
  })

  test('too much nesting is reported', async () => {
    const operation = all.find(({ id }) => id === 'agentCreate')
    if (!operation) throw new Error('There is no such operation.')
    for (const depth of [65, 5_000, 1_000_000]) {
      const body = `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`
      expect((await target.send(jsonRequest(operation, target.token, {}, body))).text).toContain(
        'nested at most 64 levels',
      )
    }
  })
})

describe('a body that is too large', () => {
  test.each(named(withBodies))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const body = `{"name":"${'x'.repeat(5 * 1_048_576)}"}`
    const { headers, ...request } = jsonRequest(operation, target.tokenFor(operation), input, body)
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

describe('a body with another content type', () => {
  test.each(named(withBodies.filter(({ body }) => body === 'json')))('%s', async (_, operation) => {
    const request = jsonRequest(operation, target.tokenFor(operation), await target.inputFor(operation))
    const renamed = badTypes.map((type) => ({
      ...request,
      headers: { ...request.headers, 'content-type': type },
    }))
    expect(await target.trying(renamed, notRefused)).toEqual([])
  })
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
  'inInbox',
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

describe('an unknown key', () => {
  test.each(named(all.filter((operation) => operation.body !== 'form' && !handsOut(operation))))(
    '%s',
    async (_, operation) => {
      const input = await target.inputFor(operation)
      const requests = strangeKeys.map((key) => {
        const request = jsonRequest(operation, target.tokenFor(operation), input)
        if (operation.body === 'json') {
          const body = { ...(JSON.parse(String(request.body)) as object), [key]: 'x' }
          return jsonRequest(operation, target.tokenFor(operation), input, JSON.stringify(body))
        }
        return { ...request, path: `${request.path}${request.path.includes('?') ? '&' : '?'}${key}=x` }
      })
      expect(await target.trying(requests, notRefused)).toEqual([])
    },
  )
})

describe('an unsupported method', () => {
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
    expect(await target.trying(requests, notRefused)).toEqual([])
  })

  test('HEAD ends, even where GET would continue', async () => {
    const operation = all.find(({ id }) => id === 'eventFollow')
    const answer = await target.send({
      method: 'HEAD',
      path: operation?.path ?? '',
      headers: { authorization: `Bearer ${target.token}` },
    })
    expect(answer.status).toBeLessThan(500)
  })
})

describe('arbitrary headers', () => {
  const me = { method: 'GET', path: '/v1/me' }
  const keys = ['pa_x', 'pk_x', 'pv_x', 'x', 'null', 'undefined', 'x'.repeat(8_000), `pa_${'0'.repeat(43)}`]

  test('an invalid credential', async () => {
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
    expect(await target.trying(requests, notRefused)).toEqual([])
    for (const request of requests) expect((await target.send(request)).status).toBe(401)
  })

  test('two credentials', async () => {
    const headers = { authorization: `Bearer ${target.token}`, 'x-api-key': target.actor.token }
    expect(await target.trying([{ ...me, headers }], notRefused)).toEqual([])
  })

  test('an unknown tenant', async () => {
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
    expect(await target.trying(requests, notRefused)).toEqual([])
  })

  test('an invalid cursor', async () => {
    const replyId = await target.actor.things.id('reply')
    const cursors = [
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
      cursors.map((cursor) => ({
        method: 'GET',
        path,
        headers: { authorization: `Bearer ${target.token}`, 'last-event-id': cursor },
      })),
    )
    expect(await target.trying(requests, notRefused)).toEqual([])
  })

  test('an idempotency key that is too long, or used for another request', async () => {
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
    expect(await target.trying([request('x'.repeat(201), 'A')], notRefused)).toEqual([])
    expect((await target.send(request('\u00e4 key', 'A'))).status).toBe(201)
    expect((await target.send(request('\u00e4 key', 'B'))).status).toBe(409)
  })

  test('proxy headers do not count', async () => {
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
