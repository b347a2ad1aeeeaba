import type { AssigneeKind, Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#client/apply-reply-part.ts'
import type { WidgetEventName } from '../../bridge-messages.ts'
import type { ChatState } from './chat.ts'

/** Notifies the page: messages of others, the number of unread ones, and who answers now. */
export function openNews(tell: (name: WidgetEventName, detail: unknown) => void) {
  let conversationId: string | null = null
  let seen = 0
  let assigneeKind: AssigneeKind | null = null
  let unread = 0

  const isWhole = ({ reply }: Message) => reply === null || reply.endedAt !== null
  return {
    hear({ conversation, messages }: ChatState, isOpen: boolean): void {
      const count = isOpen ? 0 : (conversation?.unreadCount ?? 0)
      if (count !== unread) tell('unread', { count })
      unread = count
      if ((conversation?.id ?? null) !== conversationId) {
        // Messages from before the page was opened are not new.
        const isFirst = conversationId === null && conversation !== null && messages.length <= 2
        conversationId = conversation?.id ?? null
        seen = isFirst ? 0 : (messages.at(-1)?.seq ?? 0)
        assigneeKind = conversation?.assigneeKind ?? null
      }
      for (const message of messages) {
        if (message.seq <= seen) continue
        if (!isWhole(message)) break
        seen = message.seq
        if (message.author.kind === 'visitor') continue
        tell('message', {
          id: message.id,
          author: { kind: message.author.kind, name: message.author.name },
          text: textOf(message.parts),
        })
      }
      if (conversation && conversation.assigneeKind !== assigneeKind) {
        assigneeKind = conversation.assigneeKind
        tell('handoff', { assigneeKind })
      }
    },
  }
}
