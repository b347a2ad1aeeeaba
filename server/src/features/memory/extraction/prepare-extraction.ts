import { readStep } from '#kernel/step.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { type EquippedAgent, findAgent } from '#features/agents/index.ts'
import { findConversation } from '#features/conversations/index.ts'
import { hasQuota } from '#features/tenants/index.ts'
import { findConsent } from '../consent/consent-store.ts'
import type { MemoryRow } from '../memory.ts'
import { memoriesKnownTo } from '../memory-store.ts'
import { personIn } from '../person.ts'
import { memoryExtraction, isExtractionDue } from './extraction-job.ts'
import { extractedUpTo } from './extraction-store.ts'
import { type SaidMessage, saidByPerson } from './said-by-person.ts'

/** The input from which a model extracts memories. */
export interface Extraction {
  agent: Pick<EquippedAgent, 'id' | 'model'>
  /** The message after which it starts, and the last one that it includes. */
  afterSeq: number
  lastSeq: number
  /** The person's own, oldest first; never empty. */
  messages: SaidMessage[]
  /** Existing memories. Only extracted ones may be replaced or erased. */
  known: Pick<MemoryRow, 'id' | 'text' | 'origin'>[]
}

/** Reads what can be extracted about a person; null for nothing, now or ever. Part of `extractMemories`. */
export const prepareExtraction = readStep(
  async (context, { upTo, ...place }: JobInput<typeof memoryExtraction>): Promise<Extraction | null> => {
    const { tx } = context
    const [agent, conversation, afterSeq] = await Promise.all([
      findAgent(tx, place.agentId),
      findConversation(tx, place.conversationId),
      extractedUpTo(tx, place),
    ])
    if (!agent?.remembers || !conversation) return null
    // The conversation went on, and the newer messages have a job of their own.
    if (conversation.last_seq > upTo && !isExtractionDue(upTo)) return null
    const person = personIn(conversation)
    if (!(await findConsent(tx, person)).remembers) return null
    const messages = await saidByPerson(tx, conversation, afterSeq)
    const last = messages.at(-1)
    if (!last || !(await hasQuota(context, { messagesPerMonth: 0, tokensPerMonth: 0 }))) return null
    const known = await memoriesKnownTo(tx, agent.id, person)
    return {
      agent: { id: agent.id, model: agent.model },
      afterSeq,
      lastSeq: last.seq,
      messages,
      known: known.map(({ id, text, origin }) => ({ id, text, origin })),
    }
  },
)
