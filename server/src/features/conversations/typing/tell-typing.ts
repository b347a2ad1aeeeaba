import { TellTyping } from '#contract/shapes/typing.ts'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { audiencePayload } from '../conversation.ts'
import { refuseReaders, requireVisible } from '../visible.ts'
import { tempoOf } from './tempo.ts'
import { type TypingNotice, typingTopic } from './typing-board.ts'

/** Says that one writes in a conversation, or not any more, to the others who see it. */
export const tellTyping = flow({
  name: 'typing.tell',
  permission: 'message:send',
  input: TellTyping,
  async run({ scope }, { conversationId, isTyping, isPrivate }): Promise<void> {
    const { actor, app, tenantId, requestId } = scope
    if (isPrivate && !actor.permissions.has('inbox:write')) throw forbidden('Only operators can write notes.')
    const tempo = tempoOf(app, `${conversationId}/${actor.id}`, `${isTyping} ${isPrivate}`)
    if (tempo.isTooFast) return
    const whose = await findWhoHears(scope, { conversationId })
    tempo.note()
    const author = { kind: actor.kind, id: actorId(scope), name: actor.name }
    const typing: TypingNotice = { ...whose, author, isTyping, isPrivate, requestId }
    app.live.publish(typingTopic(tenantId), typing)
  },
})

/** Who may hear that one writes in a conversation that one sees. Part of `tellTyping`. */
const findWhoHears = query({
  name: 'typing.find-who-hears',
  permission: 'message:send',
  input: ConversationRef,
  async run({ tx, scope }, { conversationId }) {
    const row = await requireVisible(tx, scope, conversationId)
    refuseReaders(scope, row)
    await refuseBlocked(tx, scope)
    return audiencePayload(row)
  },
})
