import { useCallback, useEffect, useState } from 'react'
import { keepDraft } from '../conversations/draft.ts'
import { writing as onKeys } from './inbox-keys.ts'

export type Mode = 'answer' | 'note'

export interface Writing {
  readonly mode: Mode
  /** Another number is a field of its own, which begins with what is kept for its place. */
  readonly round: number
  /** Whether the field was asked for, and so takes the focus. */
  readonly isWanted: boolean
  /** Whether something is on its way. */
  readonly isSending: boolean
  readonly setSending: (isSending: boolean) => void
  /** Where what is being written is kept. */
  readonly place: (mode: Mode) => string
  readonly write: (mode: Mode) => void
  /** Puts a text into the answer, to be looked at and sent by a person. */
  readonly putText: (text: string) => void
}

/** What one is writing in an inbox conversation: an answer or a note. */
export function useWriting(conversationId: string): Writing {
  const [held, setHeld] = useState({ mode: 'answer' as Mode, round: 0, isWanted: false })
  const [isSending, setSending] = useState(false)
  const place = useCallback((mode: Mode) => `inbox-${mode}-${conversationId}`, [conversationId])
  const write = useCallback(
    (mode: Mode) => setHeld(({ round }) => ({ mode, round: round + 1, isWanted: true })),
    [],
  )
  useEffect(() => {
    onKeys.set(write)
    return () => onKeys.set(null)
  }, [write])
  const putText = useCallback(
    (text: string) => {
      keepDraft(place('answer'), text)
      write('answer')
    },
    [place, write],
  )
  return { ...held, isSending, setSending, place, write, putText }
}
