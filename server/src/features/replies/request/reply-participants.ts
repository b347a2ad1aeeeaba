import { readStep } from '#kernel/step.ts'
import { type EquippedAgent, findAgents } from '#features/agents/index.ts'
import { agentsIn, type ConversationRow, type MessageRow } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'

/** The maximum number of agents that answer one question, each handing it to the next. */
const AGENTS_PER_TURN_MAX = 4

/** The other agents in reach of the one that answers. */
export interface ReplyParticipants {
  /** The names of the other participating agents. */
  beside: string[]
  /** The agents that it may transfer the conversation to. */
  offered: Pick<EquippedAgent, 'id' | 'name'>[]
}

/** The IDs of the participating agents, and of the transfer targets. */
export interface ReplyParticipantIds {
  besideIds: string[]
  offeredIds: string[]
}

/**
 * The agents around an answer. Nothing is transferred to an agent that answered the question already, and only the agent that the
 * conversation is with transfers it.
 */
export function replyParticipantIds(
  conversation: Pick<ConversationRow, 'agent_id' | 'participant_ids'>,
  agent: Pick<EquippedAgent, 'id' | 'transfer_target_ids'>,
  history: readonly MessageRow[],
): ReplyParticipantIds {
  const besideIds = agentsIn(conversation).filter((other) => other !== agent.id)
  const untilQuestion = history.findIndex(({ role }) => role === 'user')
  const before = new Set(history.slice(0, Math.max(0, untilQuestion)).map(({ author_id }) => author_id))
  const mayTransfer = conversation.agent_id === agent.id && before.size + 1 < AGENTS_PER_TURN_MAX
  const choices = new Set([...besideIds, ...agent.transfer_target_ids].filter((other) => other !== agent.id))
  return { besideIds, offeredIds: mayTransfer ? [...choices].filter((other) => !before.has(other)) : [] }
}

const findParticipants = readStep(async ({ tx }, { ids }: { ids: string[] }) =>
  (await findAgents(tx, ids)).map((agent) => ({ id: agent.id, name: agent.name })),
)

/** The same with names, without deleted agents. Costs nothing if the agent is alone. */
export async function findReplyParticipants(
  scope: Scope,
  { besideIds, offeredIds }: ReplyParticipantIds,
): Promise<ReplyParticipants> {
  const ids = [...new Set([...besideIds, ...offeredIds])]
  const found = ids.length === 0 ? [] : await findParticipants(scope, { ids })
  return {
    beside: found.flatMap((one) => (besideIds.includes(one.id) ? [one.name] : [])),
    offered: found.filter((one) => offeredIds.includes(one.id)),
  }
}

/** The description of the other participants for the model. */
export function introductionOf(name: string, { beside }: ReplyParticipants): string {
  if (beside.length === 0) return ''
  return `You are ${name}. Other agents take part in this conversation: ${beside.join(', ')}. What they said is marked with their names. Speak for yourself alone, and do not begin with your name.`
}
