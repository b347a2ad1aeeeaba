import { type EquippedAgent, findAgent } from '#features/agents/index.ts'
import { findConversation } from '#features/conversations/index.ts'
import { hasRoom } from '#features/tenants/index.ts'
import { query } from '#kernel/use-case.ts'
import { findChoice } from '../choice/choice-store.ts'
import type { FactRow } from '../fact.ts'
import { factsKnownTo } from '../fact-store.ts'
import { personIn } from '../person.ts'
import { factsLearn, isLessonDue } from './lesson-job.ts'
import { learntUpTo } from './lesson-store.ts'
import { type SaidMessage, saidByPerson } from './said-by-person.ts'

/** What a model is shown to find facts in. */
export interface Lesson {
  agent: Pick<EquippedAgent, 'id' | 'model'>
  /** The message after which it begins, and the last one it takes in. */
  afterSeq: number
  lastSeq: number
  /** The person's own, oldest first; never empty. */
  messages: SaidMessage[]
  /** What is known already. Only what was learnt may be replaced or forgotten. */
  known: Pick<FactRow, 'id' | 'text' | 'origin'>[]
}

/** Reads what there is to learn of a person; null for nothing, now or at all. Part of `learnFacts`. */
export const prepareLesson = query({
  name: 'fact.prepare-lesson',
  permission: 'internal',
  input: factsLearn.input,
  async run(context, { upTo, ...place }): Promise<Lesson | null> {
    const { tx } = context
    const [agent, conversation, afterSeq] = await Promise.all([
      findAgent(tx, place.agentId),
      findConversation(tx, place.conversationId),
      learntUpTo(tx, place),
    ])
    if (!agent?.remembers || !conversation) return null
    // It went on meanwhile, and what was said since has a job of its own.
    if (conversation.last_seq > upTo && !isLessonDue(upTo)) return null
    const person = personIn(conversation)
    if (!(await findChoice(tx, person)).remembers) return null
    const messages = await saidByPerson(tx, conversation, afterSeq)
    const last = messages.at(-1)
    if (!last || !(await hasRoom(context, { messagesPerMonth: 0, tokensPerMonth: 0 }))) return null
    const known = await factsKnownTo(tx, agent.id, person)
    return {
      agent: { id: agent.id, model: agent.model },
      afterSeq,
      lastSeq: last.seq,
      messages,
      known: known.map(({ id, text, origin }) => ({ id, text, origin })),
    }
  },
})
