import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'

/** Asks for another answer beside this one, and shows it. */
export function useRegenerate({ id, conversationId }: Message) {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const regenerate = async () => {
    setBusy(true)
    try {
      await client.conversations.regenerate(id)
      refresh(`messages/${conversationId}`)
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    setBusy(false)
  }
  return { regenerate: () => void regenerate(), isBusy }
}
