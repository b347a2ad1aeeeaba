import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { AddMemory } from '#contract/shapes/memory.ts'
import { findAgent } from '#features/agents/index.ts'
import { lockConversation } from '#features/conversations/index.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import { announceMemory } from '../announce.ts'
import { lockConsent } from '../consent/consent-store.ts'
import { MEMORIES_MAX, isSameMemory, typedText } from '../memory.ts'
import { memoriesKnownTo, insertMemory } from '../memory-store.ts'
import { personIn } from '../person.ts'
import { isInWordsOf } from './own-words.ts'
import { saidByPerson } from './said-by-person.ts'

const LATELY = 3

const KeepAsked = z.strictObject({ conversationId: id('conversation'), ...AddMemory.shape })

/**
 * Stores what a person just told an agent about themselves, if they allow it. Like extracted memories, it depends on
 * that message and is erased with it.
 */
export const keepAsked = step(
  KeepAsked,
  async (context, { conversationId, agentId, kind, text }): Promise<void> => {
    const { tx, scope } = context
    const conversation = await lockConversation(tx, conversationId)
    const agent = await findAgent(tx, agentId)
    if (!conversation || !agent?.remembers) throw refused()
    const told = typedText(text)
    const person = personIn(conversation)
    const { remembers } = await lockConsent(tx, scope, person)
    if (!remembers) throw refused()
    const said = (await saidByPerson(tx, conversation, 0))
      .slice(-LATELY)
      .findLast(({ text: words }) => isInWordsOf(words, told.text))
    if (!said)
      throw conflict('The person has not said this. Keep what they say of themselves, in their words.')
    const known = await memoriesKnownTo(tx, agentId, person)
    if (known.some(({ terms }) => isSameMemory(terms, told.terms))) return
    if (known.length >= MEMORIES_MAX)
      throw new Fault('limit_reached', `An agent can have at most ${MEMORIES_MAX} memories of one person.`)
    const from = { conversation_id: conversation.id, message_id: said.id }
    await insertMemory(tx, scope, { agent_id: agentId, person, kind, ...told, from })
    announceMemory(context, person, agentId)
  },
)

const refused = () => new Fault('precondition_failed', 'This person does not allow to be remembered.')
