import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { client } from '../../../data/console-client.ts'
import { hasEnded } from '../branch.ts'

/** What stands below the words of a message need not be seen for it to be read. */
const BELOW_WORDS_PX = 64

/**
 * Says how far one has read: up to the last message whose end is on the screen, while the page is looked at. What is
 * still being written is read when it is finished.
 */
export function useMarkAsRead(
  conversation: Conversation | undefined,
  messages: readonly Message[],
  scroll: RefObject<HTMLElement | null>,
): () => void {
  const asked = useRef(0)
  const check = useCallback(() => {
    if (!conversation || document.hidden || !scroll.current) return
    const known = Math.max(conversation.readSeq, asked.current)
    // Where everything is read the screen is not looked at: measuring it for every word that comes holds the page up.
    if (readUpTo(conversation, messages, Number.POSITIVE_INFINITY) <= known) return
    const seq = readUpTo(conversation, messages, lastOnScreen(scroll.current))
    if (seq <= known) return
    asked.current = seq
    client.conversations.markRead(conversation.id, { seq }).catch(() => {
      asked.current = 0
    })
  }, [conversation, messages, scroll])
  useEffect(() => {
    const frame = requestAnimationFrame(check)
    document.addEventListener('visibilitychange', check)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('visibilitychange', check)
    }
  }, [check])
  return check
}

/** The number of the last message whose end is seen; 0 for none. */
function lastOnScreen(box: HTMLElement): number {
  const bottom = box.getBoundingClientRect().bottom + BELOW_WORDS_PX
  const seen = [...box.querySelectorAll<HTMLElement>('[data-seq]')]
    .filter((message) => message.getBoundingClientRect().bottom <= bottom)
    .map((message) => Number(message.dataset.seq))
  return Math.max(0, ...seen)
}

function readUpTo(conversation: Conversation, messages: readonly Message[], seen: number): number {
  const open = messages.findIndex(({ reply }) => reply && !hasEnded(reply.state))
  const sent = open < 0 ? messages : messages.slice(0, open)
  const last = sent.findLast(({ seq }) => seq <= seen)
  // At the end of what is shown nothing is left to read; what stands in other branches was passed by.
  const isAll = last !== undefined && last.id === conversation.headMessageId
  return isAll ? conversation.messageCount : (last?.seq ?? 0)
}
