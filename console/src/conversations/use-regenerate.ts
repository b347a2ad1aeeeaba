import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { followWithFocus } from './focus-that-follows.ts'

/** Asks for another answer beside this one, and shows it. The focus goes on to it. */
export function useRegenerate({ id, conversationId }: Message) {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const regenerate = async () => {
    setBusy(true)
    try {
      const { reply } = await client.conversations.regenerate(id)
      if (reply) followWithFocus(reply.messageId)
      refresh(`messages/${conversationId}`)
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    setBusy(false)
  }
  return { regenerate: () => void regenerate(), isBusy }
}
