import { ConversationRef } from '#contract/shapes/conversation.ts'
import { askAside } from '#features/chat/index.ts'
import { flow } from '#kernel/use-case.ts'
import { decisionIn } from './decision.ts'
import { keepDecision } from './keep-decision.ts'
import { prepareLook } from './prepare-look.ts'
import { settleLook } from './settle-look.ts'
import { speakFirst } from './speak-first.ts'

const OUTPUT_TOKENS_MAX = 800

/** Lets an agent's model decide whether it speaks first in a quiet conversation, and says what it decided to say. */
export const lookAtConversation = flow({
  name: 'conversation.look',
  permission: 'internal',
  input: ConversationRef,
  async run({ scope }, { conversationId }): Promise<void> {
    const look = await prepareLook(scope, { conversationId })
    if (!look) return
    if ('decisionId' in look) return speakFirst(scope, { conversationId, decisionId: look.decisionId })
    const answer = await askAside(scope, {
      purpose: 'initiative',
      agent: look.agent,
      instructions: look.instructions,
      material: look.material,
      outputTokensMax: OUTPUT_TOKENS_MAX,
    })
    // Without a real model there is nobody who could decide.
    if (answer === null) return settleLook(scope, { conversationId, againAfterMs: null })
    const decision = decisionIn(answer.text)
    const decisionId = await keepDecision(scope, { conversationId, place: look.place, decision })
    if (decisionId !== null) await speakFirst(scope, { conversationId, decisionId })
  },
})
