import type { StoredEvent } from '#contract/events.ts'
import { credentialEnded } from '#features/access/index.ts'
import { followEvents } from '#features/feed/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { add } from '../metrics.ts'
import { messageAt, senderOf, showMessages } from '../messages.ts'
import { agentTypeOf, type Session } from '../session.ts'
import { nextStamp } from '../stamps.ts'
import { announceAssignee } from './announce.ts'
import { followAnswer } from './follow-answer.ts'
import type { Line } from './line.ts'
import { toFrame } from './message-frame.ts'
import { showTyping } from './typing.ts'

/** A session that a socket listens to. */
export interface Listening {
  readonly session: Session
  readonly scope: Scope
  leave(): void
}

/** Tells a socket what happens in a session from now on. `scope` is its owner's, and ends with `leaving`. */
export async function followSession(
  line: Line,
  dialectScope: Scope,
  session: Session,
  { scope, leaving }: { scope: Scope; leaving: AbortController },
): Promise<Listening> {
  const forgetCredential = credentialEnded(line.app, (id) => {
    if ([scope.credentialId, scope.actor.id, scope.tenantId].includes(id)) leaving.abort()
  })
  add(line.app, 'chat_active_sessions')
  const end = () => {
    forgetCredential()
    add(line.app, 'chat_active_sessions', {}, -1)
  }
  if (leaving.signal.aborted) end()
  else leaving.signal.addEventListener('abort', end)
  const ready = Promise.withResolvers<void>()
  const hear = listenTo({ line, dialectScope, session, scope })
  const follow = async () => {
    for await (const part of followEvents(scope, {})) {
      if (part.type === 'ready') ready.resolve()
      else if (part.type === 'typing') showTyping(line, session, part.typing)
      else if (part.type === 'event') {
        // The sender first gets the confirmation that it is stored.
        await line.settled()
        await hear(part.event).catch((error: unknown) => line.fail(error, { session_id: session.id }))
      }
    }
  }
  void follow()
    .catch((error: unknown) => line.fail(error, { session_id: session.id }))
    .finally(ready.resolve)
  await ready.promise
  return { session, scope, leave: () => leaving.abort() }
}

interface Ears {
  readonly line: Line
  readonly dialectScope: Scope
  readonly session: Session
  readonly scope: Scope
}

/** The frames of an event. */
function listenTo({ line, dialectScope, session, scope }: Ears) {
  const { id: conversationId } = session.conversation
  const answers = new Set<string>()
  let agentType = agentTypeOf(session.conversation)

  return async (event: StoredEvent): Promise<void> => {
    if (!('conversationId' in event.payload) || event.payload.conversationId !== conversationId) return
    if (event.type === 'message.created')
      return tellMessage({ line, dialectScope, session, scope }, event.payload.seq)
    if (event.type === 'reply.started') {
      const { replyId } = event.payload
      if (answers.has(replyId)) return
      answers.add(replyId)
      void followAnswer({ line, dialectScope, scope, sessionId: session.id }, replyId).catch(
        (error: unknown) => {
          if (!scope.signal.aborted) line.fail(error, { session_id: session.id })
        },
      )
    }
    if (event.type === 'conversation.handed') {
      const { assigneeKind } = event.payload
      const type = agentTypeOf({ assigneeKind })
      const isSwitched = type !== agentType
      agentType = type
      await announceAssignee(
        line,
        { scope, dialectScope },
        {
          sessionId: session.id,
          conversation: { id: conversationId, assigneeKind },
          isSwitched,
        },
      )
    }
  }
}

/** Sends a complete message: of the owner, of a person, or of an agent that wrote first. */
async function tellMessage({ line, dialectScope, session, scope }: Ears, seq: number) {
  const message = await messageAt(scope, session.conversation.id, seq)
  if (!message) return
  const [shown] = await showMessages(dialectScope, session.conversation.id, [message])
  if (!shown) return
  const sender = senderOf(message)
  // Their page shows agents' answers only as streams, and people's messages only as this frame.
  if (sender === 'ai')
    line.send('ai_stream', {
      session_id: session.id,
      content: shown.content,
      full_content: shown.content,
      is_complete: true,
      message_id: shown.id,
    })
  line.send('message', toFrame(shown, session.id))
  if (sender === 'agent')
    line.send('text', toFrame(shown, session.id), {
      id: shown.uuid,
      text: shown.content,
      from: 'human',
      sessionId: session.id,
      timestamp: nextStamp(),
    })
}
