import { useEffect, useRef, useState, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { loadOlder } from './messages.ts'

/** Older messages are fetched when fewer than this many stand above the first that is seen. */
const AHEAD = 15
const PAGE = 100

/** Fetches older messages before the reader gets to where they begin. */
export function useOlderMessages(
  conversationId: string,
  cursor: string | null,
  list: RefObject<VirtualizerHandle | null>,
) {
  const [failedAt, setFailedAt] = useState<string | null>(null)
  const underway = useRef<string | null>(null)
  const load = (from: string) => {
    underway.current = from
    setFailedAt(null)
    loadOlder(conversationId, from, PAGE)
      .catch(() => setFailedAt(from))
      .finally(() => {
        underway.current = null
      })
  }
  const check = () => {
    const handle = list.current
    if (cursor === null || underway.current !== null || failedAt === cursor || !handle) return
    if (handle.viewportSize > 0 && handle.findItemIndex(handle.scrollOffset) < AHEAD) load(cursor)
  }
  // The page that came may be too short to fill the screen.
  useEffect(() => {
    const frame = requestAnimationFrame(check)
    return () => cancelAnimationFrame(frame)
  })
  return { check, again: cursor !== null && failedAt === cursor ? () => load(cursor) : null }
}
