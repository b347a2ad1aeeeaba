import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Application } from '#kernel/application.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'
import { tokenOf } from './caller.ts'
import { Refusal } from './refusal.ts'

const WINDOW_SECONDS = 60
const COUNTERS_MAX = 50_000

/** The maximum number of calls per minute. */
const limits = { login: 5, message: 60, admin: 100, other: 100 } as const
type Kind = keyof typeof limits

interface Counter {
  count: number
  readonly until: number
}

/** The state of a limit after one more attempt. Times are in whole seconds of the clock. */
export interface Standing {
  readonly isOver: boolean
  readonly limit: number
  readonly window: number
  readonly current: number
  readonly reset: number
}

const counters = new WeakMap<object, BoundedMap<Counter>>()

/** Counts one more attempt of `who`, which is a user or an address. */
export function countTry(
  { live, now }: Pick<Application, 'live' | 'now'>,
  kind: Kind,
  who: string,
): Standing {
  const all = counters.get(live) ?? boundedMap<Counter>(COUNTERS_MAX)
  counters.set(live, all)
  const [key, at] = [`${kind} ${who}`, now().getTime() / 1_000]
  const kept = all.get(key)
  const counter = kept && kept.until > at ? kept : { count: 0, until: at + WINDOW_SECONDS }
  counter.count += 1
  all.set(key, counter)
  const limit = limits[kind]
  return {
    isOver: counter.count > limit,
    limit,
    window: WINDOW_SECONDS,
    current: counter.count,
    reset: Math.ceil(counter.until),
  }
}

function kindOf(path: string, method: string): Kind {
  if (path.endsWith('/auth/login')) return 'login'
  if (method === 'POST' && /\/chat\/(messages|send)$/.test(path)) return 'message'
  return path.includes('/api/v1/admin/') ? 'admin' : 'other'
}

/** Enforces the Chat API's rate limits, and returns their state with every response. */
export function limitCalls(http: FastifyInstance, app: Application) {
  const limit = (reply: FastifyReply, kind: Kind, who: string) => {
    const standing = countTry(app, kind, who)
    showStanding(reply, standing)
    if (standing.isOver) throw tooOften(reply, standing)
  }
  const kindOfCall = ({ routeOptions, method }: FastifyRequest): Kind | null => {
    const path = (routeOptions.url ?? '').slice(http.prefix.length)
    return path.startsWith('/api/') ? kindOf(path, method) : null
  }
  http.addHook('onRequest', async (request, reply) => {
    const kind = kindOfCall(request)
    if (kind === null || kind === 'login') return
    const token = tokenOf(request)
    limit(reply, kind, token === null ? `address ${request.ip}` : `token ${token.slice(0, 200)}`)
  })
  // One address may be that of many people, so passwords are counted by account too, which the body names.
  http.addHook('preHandler', async (request, reply) => {
    if (kindOfCall(request) !== 'login') return
    const { email } = (request.body ?? {}) as { email?: unknown }
    limit(reply, 'login', `${request.ip} ${String(email).toLowerCase().slice(0, 254)}`)
  })
}

function showStanding(reply: FastifyReply, { limit, window, current, reset }: Standing) {
  reply
    .header('x-ratelimit-limit', limit)
    .header('x-ratelimit-window', window)
    .header('x-ratelimit-remaining', Math.max(0, limit - current))
    .header('x-ratelimit-reset', reset)
}

function tooOften(reply: FastifyReply, { limit, window, current, reset }: Standing): Refusal {
  reply.header('retry-after', Math.max(1, reset - Math.floor(Date.now() / 1_000)))
  return new Refusal(429, 'RATE_LIMIT_EXCEEDED', '请求过于频繁，请稍后再试', {
    limit,
    window,
    current,
    reset_time: reset,
  })
}
