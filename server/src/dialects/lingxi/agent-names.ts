import type { Conversation } from '#contract/shapes/conversation.ts'
import { readAgent } from '#features/agents/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'

/** The names of these conversations' agents, without deleted ones. */
export async function findAgentNames(
  elevated: ElevatedScope,
  conversations: readonly Conversation[],
): Promise<Map<string, string>> {
  const ids = new Set(conversations.flatMap(({ agentId }) => agentId ?? []))
  const names = new Map<string, string>()
  for (const agentId of ids) {
    try {
      names.set(agentId, (await readAgent(elevated, { agentId })).name)
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'not_found')) throw error
    }
  }
  return names
}
