import type { EventStreamPart, StoredEvent } from '#contract/events.ts'
import type { Typing } from '#contract/shapes/typing.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { readServerSentEvents, type ServerSentEvent } from '../server-sent-events.ts'
import { conversationsRoutes } from '#contract/routes/conversations.ts'
import { pathOf } from '../calls.ts'
import type { CallOptions, Transport } from '../transport.ts'
import type { LiveLine } from './live-line.ts'

const { replies, events } = conversationsRoutes

/** Uses server-sent events: one HTTP response per stream, through any proxy that passes HTTP. */
export function overEventStream(transport: Transport): LiveLine {
  const stream = async function* (to: string, options: CallOptions): AsyncGenerator<ServerSentEvent> {
    const headers = { accept: 'text/event-stream', ...options.headers }
    const response = await transport.open('GET', to, { ...options, headers })
    if (response.body) yield* readServerSentEvents(response.body)
  }

  return {
    async *replyParts(replyId, after, signal) {
      const headers: Record<string, string> = after === undefined ? {} : { 'last-event-id': after }
      for await (const { data } of stream(pathOf(replies.follow, [replyId]), { headers, signal }))
        yield JSON.parse(data) as ReplyStreamPart
    },
    async *eventParts(after, signal) {
      for await (const { event, data } of stream(events.follow.path, { query: { after }, signal }))
        yield asEventPart(event, JSON.parse(data))
    },
  }
}

const asEventPart = (type: string, data: unknown): EventStreamPart => {
  if (type === 'event') return { type, event: data as StoredEvent }
  if (type === 'typing') return { type, typing: data as Typing }
  return { ...(data as object), type } as EventStreamPart
}
