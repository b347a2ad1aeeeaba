import { useEffect, useState } from 'react'
import { useFilter } from '../../routing/location.ts'
import type { Branch } from './branch.ts'
import { loadOlder } from './messages.ts'

export interface LinkedMessage {
  messageId: string
  state: 'seeking' | 'found' | 'elsewhere'
}

const PAGE_MAX = 200

/** The message that the address names, and whether it was found yet: older pages are fetched until it is. */
export function useLinkedMessage(conversationId: string, branch: Branch | undefined): LinkedMessage | null {
  const [messageId] = useFilter('message')
  const [hasFailed, setFailed] = useState(false)
  const isThere = branch?.messages.some(({ id }) => id === messageId) ?? false
  const cursor = branch?.olderCursor ?? null
  const isSeeking = messageId !== '' && branch !== undefined && !isThere && cursor !== null && !hasFailed
  useEffect(() => {
    if (isSeeking) loadOlder(conversationId, cursor, PAGE_MAX).catch(() => setFailed(true))
  }, [isSeeking, conversationId, cursor])
  if (messageId === '') return null
  if (isSeeking || branch === undefined) return { messageId, state: 'seeking' }
  return { messageId, state: isThere ? 'found' : 'elsewhere' }
}
