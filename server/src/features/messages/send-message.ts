import { isDeepStrictEqual } from 'node:util'
import type { MessagePart } from '#contract/message-parts.ts'
import { SendMessage, SentMessage } from '#contract/shapes/conversation.ts'
import {
  composeParts,
  findAnswer,
  findByClientId,
  type LockedConversation,
  lockVisible,
  type MessageRow,
  partsOf,
  textOf,
  titleFrom,
  withRepliesAndSiblings,
} from '#features/conversations/index.ts'
import { askForTexts } from '#features/files/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { addressedAgent } from './participants/addressed.ts'
import { answeringAgent } from './assignee/answering-agent.ts'
import { notifyInbox, wantsPerson } from './assignee/ask-for-person.ts'
import { requestCancel, readNewest, newestSummaries, storeTurn } from '#features/replies/index.ts'
import { sentMessage } from './sent-message.ts'

/** Stores a message and, when an agent is answering, requests its reply. */
export const sendMessage = command({
  name: 'message.send',
  permission: 'message:send',
  isAbout: ({ conversationId }) => conversationId,
  input: SendMessage,
  output: SentMessage,
  async run(context, { conversationId, clientId, parts, whenBusy }): Promise<SentMessage> {
    const { tx, scope } = context
    // Sent together. A caller who may not see the conversation gets nothing that was read along with its lock.
    const [, found, earlier, newest, summaries, answering, composed] = await Promise.all([
      refuseBlocked(tx, scope),
      lockVisible(tx, scope, conversationId),
      clientId === undefined ? null : findByClientId(tx, conversationId, actorId(scope), clientId),
      readNewest(tx, conversationId),
      newestSummaries(tx, conversationId),
      answeringAgent(tx, conversationId),
      composeParts(context, parts),
    ])
    if (earlier) return replay(context, earlier, composed)
    const conversation = await stopActiveReply(context, found, whenBusy)
    const words = textOf(composed)
    const agent = (await addressedAgent(tx, conversation, words)) ?? answering
    const askedOf = wantsPerson(context, conversation, agent, words) ? agent : null
    const { message, reply } = await storeTurn(context, {
      conversation,
      agent: askedOf ? null : agent,
      newest,
      summaries,
      said: {
        author: { kind: scope.actor.kind, id: scope.actor.id, name: scope.actor.name },
        parts: composed,
        clientId: clientId ?? null,
      },
      parentId: conversation.head_message_id,
      ...(conversation.title === '' && { title: titleFrom(words) }),
    })
    await notifyInbox(context, conversation, { askedOf, words })
    await askForTexts(context, composed)
    return sentMessage(message, reply, false)
  },
})

/** A repeat returns what was stored. The same client ID with different content is a client error. */
async function replay(
  { tx }: CommandContext,
  earlier: MessageRow,
  composed: MessagePart[],
): Promise<SentMessage> {
  if (!isDeepStrictEqual(partsOf(earlier), JSON.parse(JSON.stringify(composed))))
    throw conflict('This clientId was already used for another message.')
  const [message] = await withRepliesAndSiblings(tx, [earlier])
  return sentMessage(message ?? null, await findAnswer(tx, earlier), true)
}

/** Stops the active reply if `whenBusy` says so, and returns the conversation afterwards. */
async function stopActiveReply(
  context: CommandContext,
  conversation: LockedConversation,
  whenBusy: 'queue' | 'reject' | 'interrupt',
): Promise<LockedConversation> {
  if (conversation.active_reply_id === null || whenBusy === 'queue') return conversation
  if (whenBusy === 'reject') throw conflict('An answer is still being written.')
  await requestCancel(context, conversation, conversation.active_reply_id)
  // A reply that had not started ended at once, so another may be first in line now.
  return lockVisible(context.tx, context.scope, conversation.id)
}
