import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of one tool that wants a sign-in, and its authorization server, at one address. */
export interface AuthorizationServer {
  readonly url: string
  /** What was asked of the token endpoint, in order. */
  readonly grants: URLSearchParams[]
  /** Changes what the metadata say, and how long a token lasts. */
  says: {
    issuer?: string
    resource?: string
    tokenEndpoint?: string
    expiresIn: number
    refuses: boolean
    /** A client that was agreed on by hand, as `id:secret`: nobody else is served, and nobody registers. */
    client?: string
  }
  /** The person signs in on that page: what they come back with. */
  agree(page: string): Promise<{ state: string; code: string; issuer: string }>
  /** Whoever asked for a renewal is answered from now on. */
  release(): void
  hold(): void
  close(): Promise<void>
}

const json = (response: ServerResponse, status: number, body: object, headers: object = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const basic = (client: string) => `Basic ${Buffer.from(client).toString('base64')}`

export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const codes = new Map<string, { challenge: string; redirect: string }>()
  const tokens = new Set<string>()
  const refreshTokens = new Set<string>()
  const grants: URLSearchParams[] = []
  let gate = Promise.withResolvers<void>()
  gate.resolve()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const says: AuthorizationServer['says'] = { expiresIn: 3_600, refuses: false }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const piece of request) text += String(piece)
    const path = new URL(request.url ?? '', home).pathname
    if (path === '/.well-known/oauth-protected-resource/mcp')
      return json(response, 200, { resource: says.resource ?? `${home}/mcp`, authorization_servers: [home] })
    if (path === '/.well-known/oauth-authorization-server')
      return json(response, 200, {
        issuer: says.issuer ?? home,
        authorization_endpoint: `${home}/authorize`,
        token_endpoint: says.tokenEndpoint ?? `${home}/token`,
        ...(says.client === undefined && { registration_endpoint: `${home}/register` }),
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: [says.client === undefined ? 'none' : 'client_secret_basic'],
        authorization_response_iss_parameter_supported: true,
      })
    if (path === '/register') return json(response, 201, { client_id: 'parley-here', ...JSON.parse(text) })
    if (path === '/token') {
      if (says.client !== undefined && request.headers.authorization !== basic(says.client))
        return json(response, 401, { error: 'invalid_client' })
      return token(new URLSearchParams(text), response)
    }
    if (path === '/mcp') return tool(request, text, response)
    return response.writeHead(404).end()
  }

  async function token(asked: URLSearchParams, response: ServerResponse) {
    grants.push(asked)
    await gate.promise
    const refuse = () => json(response, 400, { error: 'invalid_grant' })
    if (says.refuses) return refuse()
    if (asked.get('grant_type') === 'refresh_token') {
      // Each is good once, as it should be for whoever keeps no secret.
      if (!refreshTokens.delete(asked.get('refresh_token') ?? '')) return refuse()
    } else {
      const code = codes.get(asked.get('code') ?? '')
      const digest = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url')
      if (!code || code.challenge !== digest || code.redirect !== asked.get('redirect_uri')) return refuse()
    }
    const made = { access_token: `at-${randomUUID()}`, refresh_token: `rt-${randomUUID()}` }
    tokens.add(`Bearer ${made.access_token}`)
    refreshTokens.add(made.refresh_token)
    return json(response, 200, { ...made, token_type: 'Bearer', expires_in: says.expiresIn })
  }

  function tool(request: IncomingMessage, text: string, response: ServerResponse) {
    if (!tokens.has(request.headers.authorization ?? ''))
      return json(
        response,
        401,
        {},
        {
          'www-authenticate': `Bearer resource_metadata="${home}/.well-known/oauth-protected-resource/mcp"`,
        },
      )
    if (request.method !== 'POST') return response.writeHead(405).end()
    const { id, method } = JSON.parse(text)
    if (id === undefined) return response.writeHead(202).end()
    const results: Record<string, object> = {
      initialize: {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'safe', version: '1' },
      },
      'tools/list': {
        tools: [{ name: 'open', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } }],
      },
      'tools/call': { content: [{ type: 'text', text: 'It is open.' }] },
    }
    const result = results[method]
    if (result) return json(response, 200, { jsonrpc: '2.0', id, result })
    return json(response, 200, { jsonrpc: '2.0', id, error: { code: -32601, message: 'No such method' } })
  }

  return {
    url: `${home}/mcp`,
    grants,
    says,
    async agree(page) {
      const asked = new URL(page).searchParams
      const code = randomUUID()
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      })
      return { state: asked.get('state') ?? '', code, issuer: home }
    },
    hold() {
      gate = Promise.withResolvers<void>()
    },
    release: () => gate.resolve(),
    async close() {
      gate.resolve()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
