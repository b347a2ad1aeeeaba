import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { messagesOf } from './messages.ts'
import { refresh } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { moveFocusTo } from './moved-focus.ts'

/** Asks for another answer beside this one, and shows it. The focus goes on to it. */
export function useRegenerate({ id, conversationId }: Message) {
  const t = useMessages()
  const [isBusy, setBusy] = useState(false)
  const regenerate = async () => {
    setBusy(true)
    try {
      const { reply } = await client.conversations.regenerate(id)
      if (reply) moveFocusTo(reply.messageId)
      refresh(messagesOf(conversationId))
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
    setBusy(false)
  }
  return { regenerate: () => void regenerate(), isBusy }
}
