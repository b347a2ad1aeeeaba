import { randomUUID } from 'node:crypto'
import { dialects } from '#dialects/index.ts'
import { type Door, openDoor } from '#entry/http.ts'
import { createMember, findTenantId, makeFirstOwner, systemScope } from '#features/access/index.ts'
import type { MemberRole, SignedIn } from '#contract/shapes/people.ts'
import type { Listener } from '#server/config.ts'
import { openTestApp, type TestApp } from './open-test-app.ts'

export const OWNER = { email: 'owner@example.com', password: 'correct horse battery' }

export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
  text: string
}

interface Asking {
  token?: string | null
  body?: unknown
  headers?: Record<string, string>
}

/** A running server with an owner, as its callers see it: over HTTP. */
export interface TestServer extends AsyncDisposable {
  readonly app: TestApp
  readonly url: string
  readonly doors: readonly Door[]
  readonly owner: string
  /** One request; JSON in and out. Uses the owner's token unless told otherwise. */
  ask<T = Record<string, unknown>>(method: string, path: string, asking?: Asking): Promise<Answer<T>>
  /** Makes a member of a role and signs in. */
  member(role: MemberRole): Promise<SignedIn>
  close(): Promise<void>
}

/** A server as whoever talks to it knows it, in whatever process it is. */
export type ReachedServer = Pick<TestServer, 'url' | 'owner' | 'ask'>

type Options = Parameters<typeof openTestApp>[0] & { listeners?: readonly Listener[] }

/** How a server at that address is asked; `owner` gives the token to use unless told otherwise. */
export const askAt =
  (url: string, owner: () => string): TestServer['ask'] =>
  async <T>(method: string, path: string, { token, body, headers = {} }: Asking = {}): Promise<Answer<T>> => {
    const bearer = token === undefined ? owner() : token
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson && text ? JSON.parse(text) : null) as T,
    }
  }

export async function openTestServer({
  listeners = [{ port: 0, dialects: ['native'] }],
  ...options
}: Options = {}): Promise<TestServer> {
  const app = await openTestApp(options)
  await makeFirstOwner(app, OWNER)
  const config = { ...app.config, listeners }
  const doors: Door[] = []
  for (const listener of listeners) doors.push(await openDoor(app, config, listener, dialects))
  const url = doors[0]?.url ?? ''

  const ask = askAt(url, () => owner)
  const signIn = async (credentials: { email: string; password: string }) => {
    const answer = await ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: credentials })
    if (answer.status !== 200) throw new Error(`Sign-in failed: ${answer.text}`)
    return answer.body
  }
  let owner = ''
  owner = (await signIn(OWNER)).accessToken

  const close = async () => {
    await Promise.all(doors.map((door) => door.close()))
    await app.close()
  }
  return {
    app,
    url,
    doors,
    owner,
    ask,
    async member(role) {
      const scope = systemScope(app, await findTenantId(app, null), {
        requestId: randomUUID(),
        signal: new AbortController().signal,
      })
      const email = `${role}-${randomUUID()}@example.com`
      await createMember(scope, { name: email, password: OWNER.password, role })
      return signIn({ email, password: OWNER.password })
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
