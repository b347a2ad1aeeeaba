import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Mount } from '../dialect.ts'
import { openCallers } from './caller.ts'
import { chat } from './chat.ts'
import { accept, readPage, readSessionId, readTextMessage } from './request.ts'
import {
  deleteSession,
  listSessions,
  openSession,
  readHistory,
  requireSession,
  showSession,
} from './sessions.ts'

const SESSIONS = { limit: 10, limitMax: 100 }
const HISTORY = { limit: 100, limitMax: 1000 }
// IDs are never empty: the path with only a trailing slash belongs to another system.
const SESSION = '/api/sessions/:sessionId([^/]+)'
const NEWEST = { limit: 1, offset: 0 }

/** AgentChat's sessions, and the three paths that its first version had. */
export function sessionRoutes(http: FastifyInstance, mount: Mount) {
  const enter = openCallers(mount)

  http.get('/api/sessions', async (request) => {
    const caller = await enter(request)
    const [page] = accept(readPage(request, SESSIONS))
    const shown = []
    for (const session of await listSessions(caller.scope, page))
      shown.push(await showSession(caller, session))
    return shown
  })

  http.post('/api/sessions', async (request) => {
    const caller = await enter(request)
    return showSession(caller, await openSession(caller))
  })

  http.get(SESSION, async (request) => {
    const caller = await enter(request)
    const [sessionId] = accept(readSessionId(request))
    return showSession(caller, await requireSession(caller.scope, sessionId))
  })

  http.delete(SESSION, async (request) => {
    const caller = await enter(request)
    const [sessionId] = accept(readSessionId(request))
    await deleteSession(caller, await requireSession(caller.scope, sessionId))
    return { success: true, message: '会话已删除' }
  })

  http.get(`${SESSION}/history`, async (request) => {
    const caller = await enter(request)
    const [sessionId, page] = accept(readSessionId(request), readPage(request, HISTORY))
    await requireSession(caller.scope, sessionId)
    return readHistory(caller, sessionId, page)
  })

  http.post(`${SESSION}/chat`, async (request, reply) => {
    const caller = await enter(request, leaving(reply))
    const [sessionId, said] = accept(readSessionId(request), readTextMessage(request))
    return chat(caller, await requireSession(caller.scope, sessionId), said)
  })

  http.get('/history', async (request) => {
    const caller = await enter(request)
    const [newest] = await listSessions(caller.scope, NEWEST)
    return newest ? readHistory(caller, newest.id, { limit: HISTORY.limit, offset: 0 }) : []
  })

  http.post('/chat', async (request, reply) => {
    const caller = await enter(request, leaving(reply))
    const [said] = accept(readTextMessage(request))
    const [newest] = await listSessions(caller.scope, NEWEST)
    return chat(caller, newest ?? (await openSession(caller)), said)
  })
}

/** Aborts when the connection closes, so that nothing waits for an answer on behalf of a client that has left. */
function leaving(reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  return left.signal
}
