import type { Application } from '#kernel/application.ts'
import type { Line } from './line.ts'

interface Typing {
  readonly lineId: string
  readonly senderType: string
  readonly isTyping: boolean
}

const topicOf = (conversationId: string) => `chat-api-typing/${conversationId}`

/** Tells all others who listen to a conversation that somebody writes. */
export const tellTyping = (app: Application, conversationId: string, typing: Typing) =>
  app.live.publish(topicOf(conversationId), typing)

/** Hears it, until the returned function is called. */
export const hearTyping = (line: Line, conversationId: string, sessionId: string): (() => void) =>
  line.app.live.subscribe(topicOf(conversationId), (message) => {
    const { lineId, senderType, isTyping } = message as Typing
    if (lineId !== line.id)
      line.send('typing', { session_id: sessionId, sender_type: senderType, is_typing: isTyping })
  })
