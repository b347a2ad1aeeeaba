import type { Message, SentMessage } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { change, type Resource } from '../data/cache.ts'

/** The end of the branch that is shown, oldest first, and where what stands before it begins. */
export interface Branch {
  messages: Message[]
  olderCursor: string | null
}

const PAGE = 50

/** The branch of a conversation that is shown, as far back as it was unrolled. */
export const messagesOf = (conversationId: string): Resource<Branch> => ({
  key: `messages/${conversationId}`,
  async load(previous) {
    const page = await client.conversations.messages(conversationId, { order: 'newest', limit: PAGE })
    return joined(previous, { messages: page.items.toReversed(), olderCursor: page.nextCursor })
  },
})

/** The newest messages after the older ones that were unrolled before, unless those belong to another branch. */
export function joined(previous: Branch | undefined, newest: Branch): Branch {
  const first = newest.messages[0]
  const at = previous && first ? previous.messages.findIndex(({ id }) => id === first.parentId) : -1
  if (!previous || at < 0) return newest
  return {
    messages: [...previous.messages.slice(0, at + 1), ...newest.messages],
    olderCursor: previous.olderCursor,
  }
}

export async function loadOlder(conversationId: string, after: string) {
  const page = await client.conversations.messages(conversationId, { order: 'newest', limit: PAGE, after })
  change(messagesOf(conversationId), (branch) =>
    branch.olderCursor === after
      ? { messages: [...page.items.toReversed(), ...branch.messages], olderCursor: page.nextCursor }
      : branch,
  )
}

/** Shows a sent message and the place of its answer at once; the server's own account of both follows by events. */
export function showSent(conversationId: string, { message, reply }: SentMessage, agentName: string) {
  change(messagesOf(conversationId), (branch) => {
    if (branch.messages.some(({ id }) => id === message.id)) return branch
    const parent = branch.messages.findIndex(({ id }) => id === message.parentId)
    const before =
      parent < 0 && message.parentId !== null ? branch.messages : branch.messages.slice(0, parent + 1)
    const answer: Message[] = reply
      ? [
          {
            id: reply.messageId,
            conversationId,
            seq: message.seq + 1,
            parentId: message.id,
            siblingIds: [reply.messageId],
            author: { kind: 'agent', id: null, name: agentName },
            role: 'assistant',
            parts: [],
            clientId: null,
            reply,
            createdAt: reply.createdAt,
          },
        ]
      : []
    return { ...branch, messages: [...before, message, ...answer] }
  })
}

export const hasEnded = (state: string): boolean => state !== 'queued' && state !== 'running'
