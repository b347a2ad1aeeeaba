import type { Message, SentMessage } from '#contract/shapes/conversation.ts'

/** The end of the branch that is shown, oldest first, and where what stands before it begins. */
export interface Branch {
  messages: Message[]
  olderCursor: string | null
}

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

/** The branch with a message that was sent, and the place of its answer. What stood beside it is no longer shown. */
export function withSent(branch: Branch, { message, reply }: SentMessage, agentName: string): Branch {
  if (branch.messages.some(({ id }) => id === message.id)) return branch
  const parent = branch.messages.findIndex(({ id }) => id === message.parentId)
  const isElsewhere = parent < 0 && message.parentId !== null
  const before = isElsewhere ? branch.messages : branch.messages.slice(0, parent + 1)
  const answer: Message[] = reply
    ? [
        {
          id: reply.messageId,
          conversationId: message.conversationId,
          seq: message.seq + 1,
          parentId: message.id,
          siblingIds: [reply.messageId],
          author: { kind: 'agent', id: null, name: agentName },
          role: 'assistant',
          parts: [],
          clientId: null,
          reply,
          origin: 'turn',
          createdAt: reply.createdAt,
        },
      ]
    : []
  return { ...branch, messages: [...before, message, ...answer] }
}

export const hasEnded = (state: string): boolean => state !== 'queued' && state !== 'running'
