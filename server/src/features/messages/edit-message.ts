import { EditMessage, SentMessage } from '#contract/shapes/conversation.ts'
import {
  composeParts,
  findAnswer,
  findByClientId,
  lockVisible,
  requireMessage,
  textOf,
  withRepliesAndSiblings,
} from '#features/conversations/index.ts'
import { askForTexts } from '#features/files/index.ts'
import { forgetMessage } from '#features/memory/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { addressedAgent } from './participants/addressed.ts'
import { answeringAgent } from './assignee/answering-agent.ts'
import { notifyInbox, wantsPerson } from './assignee/ask-for-person.ts'
import { storeTurn } from '#features/replies/index.ts'
import { sentMessage } from './sent-message.ts'

/** Edits a message: adds a branch beside the old message, which stays, and requests an answer to it. */
export const editMessage = command({
  name: 'message.edit',
  permission: 'message:send',
  input: EditMessage,
  output: SentMessage,
  async run(context, { messageId, clientId, parts }): Promise<SentMessage> {
    const { tx, scope } = context
    await refuseBlocked(tx, scope)
    const original = await requireMessage(tx, scope, messageId)
    const conversation = await lockVisible(tx, scope, original.conversation_id)
    if (original.role !== 'user')
      throw new Fault('precondition_failed', 'Only messages written by a person can be edited.')
    if (original.author_id !== scope.actor.id) throw forbidden('Only its author may edit a message.')
    if (clientId !== undefined) {
      const earlier = await findByClientId(tx, conversation.id, actorId(scope), clientId)
      const [shown] = earlier ? await withRepliesAndSiblings(tx, [earlier]) : []
      if (earlier && shown) return sentMessage(shown, await findAnswer(tx, earlier), true)
    }
    const composed = await composeParts(context, parts)
    await forgetMessage(context, original.id)
    const words = textOf(composed)
    const agent =
      (await addressedAgent(tx, conversation, words)) ?? (await answeringAgent(tx, conversation.id))
    const askedOf = wantsPerson(context, conversation, agent, words) ? agent : null
    const { message, reply } = await storeTurn(context, {
      conversation,
      agent: askedOf ? null : agent,
      said: {
        author: { kind: scope.actor.kind, id: scope.actor.id, name: scope.actor.name },
        parts: composed,
        clientId: clientId ?? null,
      },
      parentId: original.parent_id,
    })
    await notifyInbox(context, conversation, { askedOf, words })
    await askForTexts(context, composed)
    const [shown] = message ? await withRepliesAndSiblings(tx, [message]) : []
    return sentMessage(shown ?? null, reply, false)
  },
})
