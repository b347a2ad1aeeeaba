import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { accept, inPath } from './accept.ts'
import { cacheOf } from './cache.ts'
import { elevateToNote, type EnterCaller, entryRequestOf } from './caller.ts'
import { CONVERSATIONS } from './conversation-routes.ts'
import { readBody } from './form.ts'
import { openPaths } from './paths.ts'
import { badRequest } from './refusal.ts'

const CACHE_CHARACTERS = 100_000
const MINUTES_MAX = 525_600

const Caching = z.object({
  data: z.json(),
  ttlMinutes: z.number().min(0).max(MINUTES_MAX).nullish(),
  ttl: z
    .number()
    .min(0)
    .max(MINUTES_MAX * 60)
    .nullish(),
})

/** A cache for clients under their own keys. */
export function cacheRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const keys = CONVERSATIONS.map((base) => `${base}/cache/:key([^/]+)`)
  open('GET', keys, async (request, reply) => {
    const key = inPath(request, 'key')
    const entry = cacheOf(await enter(entryRequestOf(request))).get(key)
    return entry
      ? { key, exists: true, data: entry.data }
      : reply.code(404).send({ key, exists: false, data: null, error: 'Cache entry not found' })
  })

  open('POST', keys, async (request, reply) => {
    const caller = await enter(entryRequestOf(request))
    elevateToNote(caller)
    const { data, ttlMinutes, ttl } = accept(Caching, await readBody(request))
    if (JSON.stringify(data).length > CACHE_CHARACTERS) throw badRequest('data: too long')
    const key = inPath(request, 'key')
    const seconds = ttlMinutes == null ? (ttl ?? 3_600) : ttlMinutes * 60
    cacheOf(caller).put(key, data, seconds)
    return reply.code(201).send({ key, success: true, ttl: seconds })
  })
}
