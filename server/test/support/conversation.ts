import type { MessagePage, SentMessage } from '#contract/shapes/conversation.ts'
import type { z } from 'zod'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { collectEvents } from './event-stream.ts'
import type { ReachedServer } from './open-test-server.ts'

export type Messages = z.infer<typeof MessagePage>['items']

/** Environment of a server whose models come from a scripted model server. */
export const scriptedModels = (models: { openaiBaseUrl: string }): Record<string, string> => ({
  OPENAI_API_KEY: 'test-key',
  OPENAI_BASE_URL: models.openaiBaseUrl,
  OPENAI_MODEL: 'scripted',
})

/** Opens a conversation with an agent of its own. */
export async function openConversation(server: ReachedServer, token = server.owner): Promise<string> {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    token,
    body: { agentId: agent.body.id },
  })
  if (opened.status !== 201) throw new Error(opened.text)
  return opened.body.id
}

/** Sends a text and does not wait for its answer. */
export async function send(
  server: ReachedServer,
  conversationId: string,
  text: string,
  more: { clientId?: string; whenBusy?: string; token?: string } = {},
): Promise<SentMessage> {
  const { token = server.owner, ...body } = more
  const sent = await server.ask<SentMessage>('POST', `/v1/conversations/${conversationId}/messages`, {
    token,
    body: { ...body, parts: [{ type: 'text', text }] },
  })
  if (sent.status >= 300) throw new Error(sent.text)
  return sent.body
}

/** Follows a reply to its end from a cursor. */
export async function follow(
  server: ReachedServer,
  replyId: string,
  after?: string,
  token = server.owner,
): Promise<ReplyStreamPart[]> {
  const response = await fetch(`${server.url}/v1/replies/${replyId}/stream`, {
    headers: { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) },
  })
  return (await collectEvents(response)).map(({ data }) => data as ReplyStreamPart)
}

/** Sends a text and waits until its answer has ended. */
export async function converse(server: ReachedServer, conversationId: string, text: string) {
  const sent = await send(server, conversationId, text)
  const parts = await follow(server, sent.reply?.id ?? '')
  return { sent, parts, end: endOf(parts), text: textOf(parts) }
}

export const messagesOf = async (
  server: ReachedServer,
  conversationId: string,
  query = 'limit=200',
  token = server.owner,
): Promise<Messages> =>
  (
    await server.ask<{ items: Messages }>('GET', `/v1/conversations/${conversationId}/messages?${query}`, {
      token,
    })
  ).body.items

/** The text that a reader holds after these parts; what was superseded is void. */
export function textOf(parts: readonly ReplyStreamPart[]): string {
  let text = ''
  for (const part of parts) {
    if (part.type === 'superseded') text = ''
    if (part.type === 'text-delta') text += part.text
  }
  return text
}

export function endOf(parts: readonly ReplyStreamPart[]) {
  const end = parts.at(-1)
  if (end?.type !== 'reply-end') throw new Error(`The stream ended with ${end?.type}`)
  return end
}

export const storedText = (message: Messages[number] | undefined): string =>
  (message?.parts ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
