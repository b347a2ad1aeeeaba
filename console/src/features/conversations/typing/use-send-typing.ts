import { useEffect, useRef } from 'react'
import { client } from '../../../data/console-client.ts'

/** So often it is said again while one goes on; it is over by itself not long after. */
const AGAIN_MS = 3_000

interface TellOptions {
  /** A note: only operators hear of it. */
  isPrivate?: boolean
  /** False where nobody would read it. */
  isHeard?: boolean
}

/** Lets the others know that one writes here. */
export function useSendTyping(
  conversationId: string,
  text: string,
  { isPrivate = false, isHeard = true }: TellOptions = {},
): void {
  const before = useRef(text)
  const toldAt = useRef<number | null>(null)
  useEffect(() => {
    const tell = (isTyping: boolean) =>
      client.conversations.typing(conversationId, { isTyping, isPrivate }).catch(() => {})
    if (text === before.current) return
    before.current = text
    if (text === '') {
      if (toldAt.current !== null) void tell(false)
      toldAt.current = null
    } else if (isHeard && (toldAt.current === null || Date.now() - toldAt.current >= AGAIN_MS)) {
      toldAt.current = Date.now()
      void tell(true)
    }
  }, [conversationId, text, isPrivate, isHeard])
}
