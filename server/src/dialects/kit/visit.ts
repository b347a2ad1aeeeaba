import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { anonymousScope, credentialEnded, openScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { CallingPage, Scope } from '#kernel/scope.ts'
import { readerLeft } from '#platform/http/event-stream.ts'

/** The bearer token of a request. Throws Fault `invalid_input` when two different credentials came. */
export function bearerToken(headers: IncomingMessage['headers']): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
  const key = headers['x-api-key']
  if (typeof key !== 'string') return bearer
  if (bearer !== null && bearer !== key)
    throw new Fault('invalid_input', 'Two different credentials were sent.')
  return key
}

const headerText = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

function idempotencyKey(request: FastifyRequest): string | null {
  const key = headerText(request.headers['idempotency-key'])
  if (key !== null && key.length > 200)
    throw new Fault('invalid_input', 'Idempotency-Key: at most 200 characters.')
  return key
}

/** The page that calls; an origin that is none, as of a sandboxed frame, is a stranger's. */
export function callingPage({ origin, host }: IncomingMessage['headers']): CallingPage | null {
  if (origin === undefined) return null
  try {
    return { origin, isOwn: new URL(origin).host === host }
  } catch {
    return { origin, isOwn: false }
  }
}

const originOf = ({ ip, headers }: FastifyRequest) => ({
  address: ip,
  userAgent: headers['user-agent'],
  page: callingPage(headers),
})

const neverEnds = new AbortController().signal

const waiting = new WeakMap<FastifyRequest, (scope: Scope) => void>()

/** Has a request's scope told as soon as it is open. */
export const whenEntered = (request: FastifyRequest, listener: (scope: Scope) => void): void =>
  void waiting.set(request, listener)

/** The scope of a request by whoever signed in. `signal` ends it; a plain call is not ended by a lost connection. */
export async function enter(
  app: Application,
  request: FastifyRequest,
  signal: AbortSignal = neverEnds,
): Promise<Scope> {
  const scope = await openScope(
    app,
    { token: bearerToken(request.headers), tenant: headerText(request.headers['parley-tenant']) },
    { requestId: request.id, signal, idempotencyKey: idempotencyKey(request), ...originOf(request) },
  )
  waiting.get(request)?.(scope)
  return scope
}

/** The scope of a stream: it ends with the answer, when its reader leaves, or at once when the credential ends. */
export async function enterStream(
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ scope: Scope; leaving: AbortController }> {
  const leaving = new AbortController()
  // Heard from the beginning: a stream may be refused, and its reader may leave before it begins.
  reply.raw.once('close', () => leaving.abort(readerLeft))
  const scope = await enter(app, request, leaving.signal)
  const forget = credentialEnded(app, (id) => {
    const { credentialId, actor, tenantId } = scope
    if ([credentialId, actor.id, actor.through?.widgetId, tenantId].includes(id)) leaving.abort(readerLeft)
  })
  if (leaving.signal.aborted) forget()
  else leaving.signal.addEventListener('abort', forget)
  return { scope, leaving }
}

/** The scope of a request by nobody in particular. */
export const enterAnonymously = (app: Application, request: FastifyRequest): Scope =>
  anonymousScope(app, { requestId: request.id, signal: neverEnds, ...originOf(request) })
