import { useEffect, useRef, useState } from 'react'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'

/**
 * The first message that was new when one came here, or came back to the page; null where none was. It stays marked
 * while one reads on, until one says something oneself.
 */
export function useNewMessagesDivider(
  conversation: Conversation | undefined,
  messages: readonly Message[],
  myId: string,
): string | null {
  const [after, setAfter] = useState(() => unreadAfter(conversation))
  const latest = useRef(conversation)
  useEffect(() => {
    latest.current = conversation
  })
  useEffect(() => {
    const check = () => {
      if (!document.hidden) setAfter(unreadAfter(latest.current))
    }
    document.addEventListener('visibilitychange', check)
    return () => document.removeEventListener('visibilitychange', check)
  }, [])
  if (after === null) return null
  const since = messages.filter(({ seq }) => seq > after)
  return since.some(({ author }) => author.id === myId) ? null : (since[0]?.id ?? null)
}

const unreadAfter = (conversation: Conversation | undefined): number | null =>
  conversation && conversation.unreadCount > 0 ? conversation.readSeq : null
