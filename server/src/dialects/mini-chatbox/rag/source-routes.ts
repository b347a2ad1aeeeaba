import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accept, inPath, jsonObject } from '../accept.ts'
import { type EnterCaller, entryRequestOf } from '../caller.ts'
import { readBody } from '../form.ts'
import { openPaths } from '../paths.ts'
import { badRequest } from '../refusal.ts'
import { elevateToRead, elevateToWrite } from './elevate.ts'
import { makeSource, removeSource, requireSource, showSources, sourcesMadeHere } from './sources.ts'

const SOURCES = '/api/rag/knowledge-sources'
const SOURCE = `${SOURCES}/:id([^/]+)`

const Making = z.object({
  name: z.string().trim().max(100).nullish(),
  sourceType: z.string().trim().max(60).nullish(),
  description: z.string().max(1_000).nullish(),
  config: jsonObject.nullish(),
})

/** Sources of documents. Everybody here sees those that were created here. */
export function sourceRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const callerOf = (request: FastifyRequest) => enter(entryRequestOf(request))

  open('GET', SOURCES, async (request) => {
    const caller = await callerOf(request)
    const elevated = elevateToRead(caller)
    const sources = await showSources(elevated, await sourcesMadeHere(elevated))
    return { sources, count: sources.length, next: null, previous: null, results: sources }
  })

  open('POST', SOURCES, async (request, reply) => {
    const caller = await callerOf(request)
    const elevated = elevateToWrite(caller)
    const { name, sourceType, ...given } = accept(Making, await readBody(request))
    if (!name || !sourceType) throw badRequest('Name and source type are required')
    const made = await makeSource(elevated, { name, sourceType, ...given })
    const [source] = await showSources(elevated, [made])
    return reply.code(201).send({ ...source, message: 'Knowledge source created successfully' })
  })

  open('GET', SOURCE, async (request) => {
    const caller = await callerOf(request)
    const elevated = elevateToRead(caller)
    const [source] = await showSources(elevated, [await requireSource(elevated, inPath(request, 'id'))])
    return { ...source, source }
  })

  open('DELETE', SOURCE, async (request) => {
    const caller = await callerOf(request)
    const elevated = elevateToWrite(caller)
    const found = await requireSource(elevated, inPath(request, 'id'))
    const { documentCount } = found.source
    if (documentCount > 0)
      throw badRequest('The knowledge source still has documents. Delete or move them first.', {
        documentCount,
      })
    await removeSource(elevated, found)
    return { message: 'Knowledge source deleted successfully' }
  })
}
