import { createApiKey } from '#features/access/index.ts'
import { fill, slotsOf } from '#test/isolation/template.ts'
import { templatesOf } from '#test/isolation/templates.ts'
import { type Operation, operations, requestFor } from '#test/isolation/operations.ts'
import { settled } from '#test/isolation/settled.ts'
import { type Actor, makePlatformAdmin } from '#test/isolation/world.ts'
import { briefPause } from '#test/support/brief-pause.ts'
import { impatientProviders } from '#test/support/impatient-providers.ts'
import { noToolServers } from '#test/support/no-tool-servers.ts'
import { signedInForLong } from '#test/support/open-test-app.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { faultIn } from './answer-rules.ts'
import { type RawRequest, sendRequest, type RawResponse, closeConnections } from './send-request.ts'

type Judge = typeof faultIn

/** A server, somebody who may do everything, and valid requests for all that the server offers. */
export interface Target {
  readonly server: TestServer
  readonly actor: Actor
  /** A key of the actor's; it survives what may end a session. */
  readonly token: string
  readonly operations: readonly Operation[]
  /** A valid input for an operation, with things of the actor's. */
  inputFor(operation: Operation): Promise<Record<string, unknown>>
  /** The token to ask an operation with; none where everybody may. */
  tokenFor(operation: Operation): string | null
  send(request: RawRequest): Promise<RawResponse>
  /** Sends each and gives what was wrong with the answers. */
  trying(requests: readonly RawRequest[], judge?: Judge): Promise<string[]>
  /** Throws unless the server still works and nothing leaked into the process. */
  checkAlive(): Promise<void>
  close(): Promise<void>
}

/** Valid inputs for what is not tried with ids, where the made-up ones would be refused at the first look. */
const publicInputs: Record<string, Record<string, unknown>> = {
  memberRegister: {
    email: 'somebody@example.com',
    password: 'long walks by the sea',
    name: 'Somebody',
    tenant: 'nowhere',
  },
}

export async function openTarget(env: Record<string, string> = {}): Promise<Target> {
  const server = await openTestServer({
    env,
    ports: { toolServers: noToolServers, providers: impatientProviders, pause: briefPause },
    settings: signedInForLong,
  })
  const actor = await makePlatformAdmin(server.app)
  const { scope } = await actor.enter()
  const { secret: token } = await createApiKey(scope, { name: 'Everything', scopes: ['*'] })
  const send = (request: RawRequest) => sendRequest(server.url, request)

  return {
    server,
    actor,
    token,
    send,
    tokenFor: ({ useCase }) => (useCase?.permission === 'public' ? null : token),
    trying: (requests, judge = faultIn) =>
      inTurns(requests, async (request) => judge(request, await send(request))),
    operations: operations(),
    async inputFor({ id, useCase, body }) {
      if (publicInputs[id]) return publicInputs[id]
      if (!useCase || body === 'form') return {}
      const [template] = templatesOf(useCase)
      const ids = await actor.things.ids(slotsOf(template))
      return fill(template, (slot) => ids.get(slot) ?? '') as Record<string, unknown>
    },
    async checkAlive() {
      const asked = await Promise.all([
        send({ method: 'GET', path: '/healthz' }),
        send({ method: 'GET', path: '/readyz' }),
        send({ method: 'GET', path: '/v1/me', headers: { authorization: `Bearer ${token}` } }),
      ])
      const statuses = asked.map(({ status }) => status)
      if (statuses.join() !== '200,200,200') throw new Error(`The server answers ${statuses.join(', ')}.`)
      if (Object.keys(Object.prototype).length > 0)
        throw new Error('Something was written into every object.')
      await settled(server.app)
    },
    async close() {
      closeConnections()
      await server.close()
    },
  }
}

/** A request for an operation as JSON; `change` may put anything in the place of the body. */
export function jsonRequest(
  operation: Operation,
  token: string | null,
  input: Record<string, unknown>,
  body?: string | Buffer,
): RawRequest {
  const request = requestFor(operation, input)
  const text = body ?? (request.body === undefined ? undefined : JSON.stringify(request.body))
  return {
    method: request.method,
    path: request.path,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
      }),
    },
    ...(text !== undefined && { body: text }),
  }
}

/** Runs so many at once as a server meets on a busy day; gives what was found, without the nulls. */
export async function inTurns<T>(
  items: readonly T[],
  run: (item: T) => Promise<string | null>,
  width = 8,
): Promise<string[]> {
  const found: string[] = []
  const rest = [...items]
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      const complaint = await run(item).catch((error: unknown) => `no answer: ${String(error)}`)
      if (complaint !== null) found.push(complaint)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return found
}

/** The same, with an input for each operation that was taken once: later something may be closed or forbidden by what is tried. */
export async function openPopulatedTarget(all: readonly Operation[]): Promise<Target> {
  const target = await openTarget()
  for (const operation of all) await target.inputFor(operation)
  return target
}

/** What of an operation's input stands in its body. */
export const bodyOf = ({ pathKeys }: Operation, input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([key]) => !pathKeys.includes(key)))

/** Operations with what a test of each is called. */
export const named = (list: readonly Operation[]) =>
  list.map((operation) => [`${operation.method} ${operation.path}`, operation] as const)
