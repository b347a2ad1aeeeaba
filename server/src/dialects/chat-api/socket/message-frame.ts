import type { ShownMessage } from '../messages.ts'

/** A stored message in a frame. */
export const toFrame = (message: ShownMessage, sessionId: string | null) => ({
  message_id: message.id,
  uuid: message.uuid,
  conversation_id: message.conversation_id,
  session_id: sessionId,
  sender_type: message.sender_type,
  sender_id: message.sender_id,
  sender_name: message.sender_name,
  content: message.content,
  message_type: message.message_type,
  created_at: message.created_at,
})
