import { once } from 'node:events'
import type { Page } from '#contract/page.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { type Child, startChild } from '../child.ts'
import { openHttpClient } from '../http-client.ts'
import { admitMembers } from '../parley-target.ts'
import type { Gateway } from './crowd.ts'

const socketUrl = (url: string, path: string) => `${url.replace('http:', 'ws:')}${path}`

/** Parley’s native socket, on which one member, or many of them, follow events. */
export async function parleyGateways({ url, pid }: Child, members: number) {
  const http = openHttpClient([url])
  const { owner, tokens } = await admitMembers(http, members)
  const [token = ''] = tokens
  // Without an agent, because answers are not measured here.
  const { items } = await http.json<Page<Agent>>('GET', '/v1/agents', undefined, owner)
  for (const { id } of items) await http.json('DELETE', `/v1/agents/${id}`, undefined, owner)
  const { id } = await http.json<Conversation>('POST', '/v1/conversations', {}, token)
  const alone: Gateway = {
    name: 'parley',
    pid,
    socket: () => socketOf(token),
    greeting: JSON.stringify({ type: 'events.follow', ref: '1' }),
    isReady: (frame) => frame.startsWith('{"type":"events.ready"'),
    async say(nth) {
      const parts = [{ type: 'text', text: `This is what is said, number ${nth}.` }]
      await http.json('POST', `/v1/conversations/${id}/messages`, { parts }, token)
    },
    brings: (frame, nth) => frame.includes('"message.created"') && new RegExp(`"seq":${nth}[,}]`).test(frame),
  }
  const socketOf = (bearer: string) => ({
    url: socketUrl(url, '/v1/socket'),
    protocols: ['parley.v1', `bearer.${bearer}`],
  })
  const together: Gateway = {
    ...alone,
    socket: (place) => socketOf(tokens[place % tokens.length] ?? ''),
  }
  return { alone, together, close: () => http.close() }
}

/** Starts the bare server. */
export const startBareServer = (core: number | null): Promise<Child> =>
  startChild({ args: ['bench/sockets/bare-server.ts'], core })

export const bareGateway = ({ url, pid }: Child): Gateway => ({
  name: 'bare',
  pid,
  socket: () => ({ url: socketUrl(url, '/'), protocols: [] }),
  greeting: null,
  isReady: (frame) => frame === '{"type":"hello"}',
  async say(nth, { first }) {
    const sent = once(first, 'message')
    first.send(`{"type":"said","seq":${nth},"text":"This is what is said, number ${nth}."}`)
    await sent
  },
  brings: (frame, nth) => frame.startsWith(`{"type":"said","seq":${nth},`),
})
