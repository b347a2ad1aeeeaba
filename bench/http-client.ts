import { Agent, type IncomingMessage, request } from 'node:http'

/** What a stream brought, and when the text that was looked for was first there. */
export interface Streamed {
  readonly raw: string
  readonly foundAt: number
}

/** A client as light as Node has it, so that the load costs little beside what is measured. */
export interface HttpClient {
  json<R>(method: string, path: string, body?: object, token?: string): Promise<R>
  /** Posts, reads the answer to its end, and notes when `sought` had come. */
  stream(path: string, body: object, sought: string, token?: string): Promise<Streamed>
  close(): void
}

/** Whether each request of a person goes to the next of several addresses, or all of one person's to the same. */
export type Balance = 'by request' | 'by person'

export function openHttpClient(baseUrls: readonly string[], balance: Balance = 'by request'): HttpClient {
  let turn = 0
  const homes = new Map<string, number>()
  const homeOf = (person: string) => {
    const home = homes.get(person) ?? homes.size
    homes.set(person, home)
    return home
  }
  const baseUrlFor = (person: string | undefined) => {
    const at = balance === 'by person' && person !== undefined ? homeOf(person) : (turn += 1)
    return baseUrls[at % baseUrls.length] ?? ''
  }
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 256 })

  const send = (method: string, path: string, body: object | undefined, headers: Record<string, string>) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const payload = body && JSON.stringify(body)
      const { hostname, port } = new URL(baseUrlFor(headers.authorization))
      request({ hostname, port, method, path, agent, headers: { ...headers, ...sizeOf(payload) } }, resolve)
        .on('error', reject)
        .end(payload)
    })

  async function read(response: IncomingMessage, sought: string | null): Promise<Streamed> {
    let raw = ''
    let foundAt = Number.NaN
    response.setEncoding('utf8')
    // Listening costs less than iterating, and this is where the load spends its time.
    await new Promise<void>((resolve, reject) => {
      response.on('data', (text: string) => {
        raw += text
        if (sought !== null && Number.isNaN(foundAt) && raw.includes(sought)) foundAt = performance.now()
      })
      response.on('end', resolve)
      response.on('error', reject)
    })
    if ((response.statusCode ?? 0) >= 300) throw new Error(`${response.statusCode}: ${raw.slice(0, 300)}`)
    return { raw, foundAt }
  }

  return {
    async json(method, path, body, token) {
      const { raw } = await read(await send(method, path, body, bearer(token)), null)
      return JSON.parse(raw || 'null')
    },
    stream: async (path, body, sought, token) =>
      read(await send('POST', path, body, { accept: 'text/event-stream', ...bearer(token) }), sought),
    close: () => agent.destroy(),
  }
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` }

const sizeOf = (payload: string | undefined): Record<string, string> =>
  payload === undefined
    ? {}
    : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }
