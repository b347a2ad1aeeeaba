import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { listSuggestions } from '#features/adaptation/index.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import type { Caller } from './caller.ts'
import { listOwnAgents } from './keep-agents.ts'

const NEWEST = 20

/** The suggestion of this session for its agent, if that is the caller's own; null if there is none. */
export async function findSuggestion(caller: Caller, session: Conversation): Promise<Suggestion | null> {
  const [newest] = await newestOf(caller, session, 'waiting')
  return newest ?? null
}

/** The agent's own change because of this session since a given time; null if there is none. */
export async function findAdapted(
  caller: Caller,
  session: Conversation,
  since: string | null,
): Promise<Suggestion | null> {
  const settled = await newestOf(caller, session, 'settled')
  return (
    settled.find(({ state, settledAt }) => state === 'adapted' && (settledAt ?? '') > (since ?? '')) ?? null
  )
}

async function newestOf(
  { scope, memberId }: Caller,
  { id, agentId }: Conversation,
  state: 'waiting' | 'settled',
): Promise<Suggestion[]> {
  const elevated = elevateScope(scope, { asked: 'conversation:read', may: ['agent:read', 'agent:write'] })
  const own = await listOwnAgents(elevated, { memberId })
  if (agentId === null || !own.some(({ agent }) => agent.id === agentId)) return []
  const { items } = await listSuggestions(elevated, { agentId, state, limit: NEWEST })
  return items.filter(({ conversationId }) => conversationId === id)
}

/** An answer's fields about its agent's personality: keys that only exist if they are true. */
export async function personalityNews(caller: Caller, session: Conversation, since: string | null) {
  const adapted = await findAdapted(caller, session, since)
  if (adapted) return { personality_updated: true, personality_prompt: adapted.instructions }
  return (await findSuggestion(caller, session)) ? { personality_suggestion_available: true } : {}
}
