import type { StoredEvent } from '#contract/events.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { listMessages } from '#features/conversations/index.ts'
import { followEvents } from '#features/feed/index.ts'
import { readInboxConversation } from '#features/inbox/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Caller } from '../caller.ts'
import { type Shown, showConversation } from '../conversations.ts'
import { isSaid, messageAt, showMessages } from '../messages.ts'
import { notesOf } from '../numbers.ts'
import { toFrame } from './message-frame.ts'
import type { Line } from './line.ts'

const NEWEST = 20

/** Sends further events to the admin page. Its member counts as online for people who ask for a person. */
export async function followInbox(line: Line, caller: Caller): Promise<void> {
  const ready = Promise.withResolvers<void>()
  const follow = async () => {
    for await (const part of followEvents(caller.scope, {})) {
      if (part.type === 'ready') ready.resolve()
      else if (part.type === 'event')
        await tell(line, caller, part.event).catch((error: unknown) => report(line, error))
    }
  }
  void follow()
    .catch((error: unknown) => line.fail(error))
    .finally(ready.resolve)
  await ready.promise
}

/** An object may have been deleted just now; any other failure concerns one event, and the next is sent. */
function report(line: Line, error: unknown) {
  if (!(error instanceof Fault && error.code === 'not_found')) line.fail(error)
}

async function tell(line: Line, caller: Caller, event: StoredEvent): Promise<void> {
  switch (event.type) {
    case 'message.created': {
      const { conversationId, seq, inInbox } = event.payload
      if (!inInbox) return
      const message = await messageAt(caller.scope, conversationId, seq)
      return message ? tellMessage(line, caller, message) : undefined
    }
    case 'reply.ended': {
      const { conversationId, messageId, inInbox } = event.payload
      if (!inInbox) return
      const { items } = await listMessages(caller.scope, {
        conversationId,
        limit: NEWEST,
        order: 'newest',
        branch: 'all',
      })
      const message = items.find(({ id }) => id === messageId)
      return message && isSaid(message) ? tellMessage(line, caller, message) : undefined
    }
    case 'conversation.handed':
      return event.payload.inInbox
        ? tellHanded(line, caller, event.payload.conversationId, event.payload.assigneeKind)
        : undefined
    case 'inbox.changed':
    case 'conversation.changed':
      if (event.payload.inInbox) await tellUpdate(line, caller, event.payload.conversationId)
  }
}

async function tellMessage(line: Line, { scope, dialectScope, member }: Caller, message: Message) {
  const [shown] = await showMessages(dialectScope, message.conversationId, [message])
  if (!shown || message.author.id === member.id) return
  const frame = toFrame(shown, await sessionIdOf({ dialectScope }, message.conversationId))
  line.send('new_message', { ...frame, message: { ...shown } })
  // The list shows the last message.
  await tellUpdate(line, { scope, dialectScope }, message.conversationId)
}

async function tellHanded(line: Line, caller: Caller, conversationId: string, assigneeKind: string) {
  const shown = await tellUpdate(line, caller, conversationId)
  if (assigneeKind !== 'queue') {
    const [event, message] =
      assigneeKind === 'member'
        ? ['conversation_assigned', `会话已由 ${shown.assigned_agent?.name ?? ''} 接管`]
        : ['ai_takeover', 'AI助手继续服务']
    return line.send('notification', { event, conversation_id: shown.id, message })
  }
  const request = {
    conversation_id: shown.id,
    session_id: await sessionIdOf(caller, conversationId),
    customer: shown.customer,
    message: `${shown.customer.name} 请求人工客服`,
  }
  line.send('handover_request', request)
  line.send('notification', { event: 'handover_request', ...request })
}

async function tellUpdate(
  line: Line,
  { scope, dialectScope }: Pick<Caller, 'scope' | 'dialectScope'>,
  conversationId: string,
): Promise<Shown> {
  const shown = await showConversation(
    scope,
    dialectScope,
    await readInboxConversation(scope, { conversationId }),
  )
  line.send('conversation_update', {
    conversation_id: shown.id,
    status: shown.status,
    current_agent_type: shown.current_agent_type,
    conversation: shown,
  })
  return shown
}

async function sessionIdOf(
  { dialectScope }: Pick<Caller, 'dialectScope'>,
  conversationId: string,
): Promise<string | null> {
  const { session_id: id } = (await notesOf(dialectScope, 'session-notes', [conversationId]))(conversationId)
  return typeof id === 'string' ? id : null
}
