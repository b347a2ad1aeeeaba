import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { EquippedAgent } from '#features/agents/index.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import { jobKind } from '#kernel/jobs.ts'
import type { CommandContext } from '#kernel/use-case.ts'

/** The job that extracts memories from a person's messages. */
export const memoryExtraction = jobKind({
  name: 'memory.extract',
  input: z.strictObject({
    conversationId: id('conversation'),
    agentId: id('agent'),
    upTo: z.int().describe('How many messages the conversation had.'),
  }),
  triesMax: 3,
})

/** The number of messages that are read at a time while a conversation continues. */
const EVERY = 6
/** A conversation that was silent for this long is read to its end. */
const QUIET_MS = 5 * 60_000

/** The first turn is read immediately, since many conversations have only one; later ones in batches. */
export const isExtractionDue = (messages: number): boolean =>
  messages <= 2 || Math.floor(messages / EVERY) > Math.floor((messages - 2) / EVERY)

/**
 * Requests a memory extraction after an answer, if the agent remembers people: now, or once the conversation is quiet.
 */
export function requestExtraction(
  { enqueue }: CommandContext,
  { id: conversationId, last_seq: upTo }: Pick<ConversationRow, 'id' | 'last_seq'>,
  agentId: EquippedAgent['id'],
) {
  const delayMs = isExtractionDue(upTo) ? 0 : QUIET_MS
  enqueue(memoryExtraction, { conversationId, agentId, upTo }, { delayMs })
}
