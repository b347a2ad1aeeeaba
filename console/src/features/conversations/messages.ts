import type { SentMessage } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { change, type Resource } from '../../data/cache.ts'
import { factsOf } from '../../data/resource.ts'
import { joined, withSent, type Branch } from './branch.ts'

const PAGE = 50

/** The branch of a conversation that is shown, as far back as it was unrolled. */
export const messagesOf = (conversationId: string): Resource<Branch> => ({
  ...factsOf('conversations.messages', conversationId),
  key: `branch ${conversationId}`,
  async load(previous) {
    const page = await client.conversations.messages(conversationId, { order: 'newest', limit: PAGE })
    return joined(previous, { messages: page.items.toReversed(), olderCursor: page.nextCursor })
  },
})

/** Unrolls the branch by at most `limit` messages, at most 200. */
export async function loadOlder(conversationId: string, after: string, limit: number) {
  const page = await client.conversations.messages(conversationId, { order: 'newest', limit, after })
  change(messagesOf(conversationId), (branch) =>
    branch.olderCursor === after
      ? { messages: [...page.items.toReversed(), ...branch.messages], olderCursor: page.nextCursor }
      : branch,
  )
}

/** Shows a sent message at once; the server's own account of it follows by events. */
export const showSent = (conversationId: string, sent: SentMessage, agentName: string) =>
  change(messagesOf(conversationId), (branch) => withSent(branch, sent, agentName))
