import { readStep } from '#kernel/step.ts'
import { findConversation, isShared } from '#features/conversations/index.ts'
import { findConsent } from '../consent/consent-store.ts'
import { memoriesKnownTo } from '../memory-store.ts'
import { personIn } from '../person.ts'
import { fittingMemories } from './fitting-memories.ts'

/** What a model gets to know of a memory. */
export interface RecalledMemory {
  id: string
  text: string
}

/** Recalls the few memories about a conversation's owner that are relevant to the question. */
export const recallMemories = readStep(
  async (
    { tx },
    { conversationId, agentId, question }: { conversationId: string; agentId: string; question: string },
  ): Promise<RecalledMemory[]> => {
    const conversation = await findConversation(tx, conversationId)
    // Memories about one person must not be shown to others who read the conversation.
    if (!conversation || isShared(conversation)) return []
    const person = personIn(conversation)
    const [consent, known] = await Promise.all([
      findConsent(tx, person),
      memoriesKnownTo(tx, agentId, person),
    ])
    if (!consent.remembers) return []
    return fittingMemories(known, question).map(({ id: memoryId, text }) => ({ id: memoryId, text }))
  },
)
