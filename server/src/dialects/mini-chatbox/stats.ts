import type { Conversation } from '#contract/shapes/conversation.ts'
import { readUsage } from '#features/usage/index.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import type { Caller } from './caller.ts'
import { cacheOf } from './cache.ts'

/** Statistics of the caller's conversations, in the formats of both variants. */
export async function statsOf(caller: Caller, all: readonly Conversation[]) {
  const archived = all.filter((one) => one.archived).length
  const messages = all.reduce((sum, { messageCount }) => sum + messageCount, 0)
  const average = all.length === 0 ? 0 : Math.round((100 * messages) / all.length) / 100
  const times = all.map(({ updatedAt }) => updatedAt).sort()
  return {
    totalConversations: all.length,
    activeConversations: all.length - archived,
    archivedConversations: archived,
    totalMessages: messages,
    averageMessagesPerConversation: average,
    cacheEntries: cacheOf(caller).count(),
    totalTokensUsed: await tokensUsed(caller),
    conversations: {
      total: all.length,
      active: all.length - archived,
      archived,
      starred: all.filter((one) => one.starred).length,
    },
    messages: { total: messages, average_per_conversation: average },
    activity: { most_recent: times.at(-1) ?? null, oldest: times[0] ?? null },
  }
}

const DAY_MS = 86_400_000
const DAYS = 365

/** The tokens that models used for this caller within a year. */
async function tokensUsed({ scope }: Caller): Promise<number> {
  // The statistics of all, of which only the caller's are returned.
  const elevated = elevateScope(scope, { asked: 'conversation:read', may: ['usage:read'] })
  const now = scope.app.now().getTime()
  const [from, to] = [now - DAYS * DAY_MS, now + DAY_MS].map((at) => new Date(at).toISOString().slice(0, 10))
  const { items } = await readUsage(elevated, { by: 'person', from: from ?? '', to: to ?? '' })
  const own = items.find(({ key }) => key === scope.actor.id)
  return own ? own.inputTokens + own.outputTokens : 0
}
