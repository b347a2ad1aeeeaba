import { findAgent } from '#features/agents/index.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import { findPeopleNames } from '#features/people/index.ts'
import type { QueryContext } from '#kernel/use-case.ts'
import type { Names } from './placeholders.ts'

/** The names that a text for this conversation is filled with. */
export async function namesFor(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  { owner_id: ownerId, agent_id: agentId }: ConversationRow,
): Promise<Names> {
  const [people, agent] = await Promise.all([
    findPeopleNames(tx, [ownerId]),
    agentId === null ? null : findAgent(tx, agentId),
  ])
  return {
    'contact.name': people.get(ownerId) ?? '',
    'agent.name': agent?.name ?? '',
    'me.name': scope.actor.name,
  }
}
