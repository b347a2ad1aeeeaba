import type { TypingNotice } from '#features/conversations/index.ts'
import type { Session } from '../session.ts'
import type { Line } from './line.ts'

/** Shows in a session that somebody is typing, on every line but their own. Notes are not shown. */
export function showTyping(line: Line, { id, conversation }: Session, typing: TypingNotice): void {
  const isOwn = typing.requestId === line.visit.requestId
  if (typing.conversationId !== conversation.id || isOwn || typing.isPrivate) return
  line.send('typing', {
    session_id: id,
    sender_type: typing.author.id === typing.ownerId ? 'contact' : 'agent',
    is_typing: typing.isTyping,
  })
}
