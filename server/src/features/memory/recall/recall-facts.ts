import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { findConversation, isShared } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { findChoice } from '../choice/choice-store.ts'
import { factsKnownTo } from '../fact-store.ts'
import { personIn } from '../person.ts'
import { fittingFacts } from './fitting-facts.ts'

/** What of a person is told to a model. */
export interface RecalledFact {
  id: string
  text: string
}

/** Recalls the few facts about the person of a conversation that fit what is asked. */
export const recallFacts = query({
  name: 'fact.recall',
  permission: 'internal',
  input: z.strictObject({ conversationId: id('conversation'), agentId: id('agent'), question: z.string() }),
  async run({ tx }, { conversationId, agentId, question }): Promise<RecalledFact[]> {
    const conversation = await findConversation(tx, conversationId)
    // What is known of one person is nothing for the others who read along.
    if (!conversation || isShared(conversation)) return []
    const person = personIn(conversation)
    const [choice, known] = await Promise.all([findChoice(tx, person), factsKnownTo(tx, agentId, person)])
    if (!choice.remembers) return []
    return fittingFacts(known, question).map(({ id: factId, text }) => ({ id: factId, text }))
  },
})
