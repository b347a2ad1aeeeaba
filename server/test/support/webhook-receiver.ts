import { createHmac } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookBody } from '#contract/shapes/webhook.ts'

/** One request as a receiver got it. */
export interface Received {
  readonly path: string
  readonly headers: Record<string, string>
  readonly text: string
  readonly body: WebhookBody
}

/** Somebody else's server that is told of events. */
export interface WebhookReceiver {
  /** Each path is an address of its own. */
  address(path: string): string
  /** What came to a path, in order, also what was refused. */
  at(path: string): Received[]
  /** How requests to a path are answered from now on; 204 at first. */
  answer(path: string, how: (response: ServerResponse, received: Received) => void): void
  close(): Promise<void>
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = []
  const answers = new Map<string, (response: ServerResponse, received: Received) => void>()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      const one: Received = {
        path: request.url ?? '',
        headers: request.headers as Record<string, string>,
        text,
        body: JSON.parse(text) as WebhookBody,
      }
      received.push(one)
      const answer = answers.get(one.path)
      if (answer) answer(response, one)
      else response.writeHead(204).end()
    })
    request.on('error', () => {})
    response.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: (path) => `http://127.0.0.1:${port}${path}`,
    at: (path) => received.filter((one) => one.path === path),
    answer: (path, how) => void answers.set(path, how),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Whether one of the signatures is by that secret, as the specification has it checked. */
export function isSignedBy(secret: string, { headers, text }: Received): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  return (headers['webhook-signature'] ?? '').split(' ').includes(expected)
}
