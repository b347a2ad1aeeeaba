import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { anonymousScope, credentialEnded, openScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { CallingPage, Scope } from '#kernel/scope.ts'
import { readerLeft } from '#platform/http/event-stream.ts'

/** The bearer token of a request. Throws Fault `invalid_input` if there are two different credentials. */
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

/** The calling page; an opaque origin, as of a sandboxed frame, counts as foreign. */
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

/** Calls the listener with a request's scope as soon as it is open. */
export const whenEntered = (request: FastifyRequest, listener: (scope: Scope) => void): void =>
  void waiting.set(request, listener)

/** The scope of a request by its credential. `signal` ends it; a plain call is not ended by a lost connection. */
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

/**
 * The scope of a stream: it ends with the response, when the reader disconnects, or immediately when the credential
 * ends.
 */
export async function enterStream(
  app: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ scope: Scope; leaving: AbortController }> {
  const leaving = new AbortController()
  // Registered first: a stream may be refused, and its reader may disconnect before it starts.
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

/** The anonymous scope of a request. */
export const enterAnonymously = (app: Application, request: FastifyRequest): Scope =>
  anonymousScope(app, { requestId: request.id, signal: neverEnds, ...originOf(request) })
