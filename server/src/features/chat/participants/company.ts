import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { type EquippedAgent, findAgents } from '#features/agents/index.ts'
import { agentsIn, type ConversationRow, type MessageRow } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'

/** So many agents may answer one question, each handed it by the one before. */
const AGENTS_PER_TURN_MAX = 4

/** Who else is there for the agent that answers. */
export interface Company {
  /** Names of the other agents that take part. */
  beside: string[]
  /** To whom it may hand the conversation. */
  offered: Pick<EquippedAgent, 'id' | 'name'>[]
}

/** The ids that a company is made of: those that take part, and those that may be handed the conversation. */
export interface CompanyIds {
  besideIds: string[]
  offeredIds: string[]
}

/**
 * Who may be in an answer's company. Nobody is handed a question that it answered already, and only the agent that the
 * conversation is with hands it over.
 */
export function companyOf(
  conversation: Pick<ConversationRow, 'agent_id' | 'participant_ids'>,
  agent: Pick<EquippedAgent, 'id' | 'colleague_ids'>,
  history: readonly MessageRow[],
): CompanyIds {
  const besideIds = agentsIn(conversation).filter((other) => other !== agent.id)
  const untilQuestion = history.findIndex(({ role }) => role === 'user')
  const before = new Set(history.slice(0, Math.max(0, untilQuestion)).map(({ author_id }) => author_id))
  const mayHandOver = conversation.agent_id === agent.id && before.size + 1 < AGENTS_PER_TURN_MAX
  const choices = new Set([...besideIds, ...agent.colleague_ids].filter((other) => other !== agent.id))
  return { besideIds, offeredIds: mayHandOver ? [...choices].filter((other) => !before.has(other)) : [] }
}

const findCompany = query({
  name: 'reply.find-company',
  permission: 'internal',
  input: z.strictObject({ ids: z.array(id('agent')) }),
  run: async ({ tx }, { ids }) =>
    (await findAgents(tx, ids)).map((agent) => ({ id: agent.id, name: agent.name })),
})

/** The same with names, without those that were deleted. Costs nothing where the agent is alone. */
export async function keepCompany(scope: Scope, { besideIds, offeredIds }: CompanyIds): Promise<Company> {
  const ids = [...new Set([...besideIds, ...offeredIds])]
  const found = ids.length === 0 ? [] : await findCompany(scope, { ids })
  return {
    beside: found.flatMap((one) => (besideIds.includes(one.id) ? [one.name] : [])),
    offered: found.filter((one) => offeredIds.includes(one.id)),
  }
}

/** What a model is told of its company. */
export function introductionOf(name: string, { beside }: Company): string {
  if (beside.length === 0) return ''
  return `You are ${name}. Other agents take part in this conversation: ${beside.join(', ')}. What they said is marked with their names. Speak for yourself alone, and do not begin with your name.`
}
