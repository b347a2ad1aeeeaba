import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from 'uuidv7'
import type { MessagePart } from '#contract/message-parts.ts'
import { SentMessage } from '#contract/shapes/conversation.ts'
import { AnswerConversation } from '#contract/shapes/inbox.ts'
import {
  advanceConversation,
  composeParts,
  findByClientId,
  audiencePayload,
  insertMessages,
  type LockedConversation,
  messageRow,
  type MessageRow,
  movedPosition,
  partsOf,
  toMessage,
  withRepliesAndSiblings,
} from '#features/conversations/index.ts'
import { askForTexts } from '#features/files/index.ts'
import { conflict } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { type CommandContext, command, flow } from '#kernel/use-case.ts'
import { lockInboxConversation } from './inbox-conversation.ts'
import { changeAssignee } from './change-assignee.ts'
import { noteAnswered } from './inbox-state-store.ts'
import { inboxActivity } from './job-kinds.ts'
import { theMember } from './assignee.ts'
import { refuseOthers } from './refuse-others.ts'
import { waitForRelease } from './wait-for-release.ts'

/** Answers a person, and takes their conversation if nobody has it. */
export const answerVisitor = flow({
  name: 'inbox.answer',
  permission: 'inbox:write',
  input: AnswerConversation,
  output: SentMessage,
  async run({ scope }, answer): Promise<SentMessage> {
    const { sent, elsewhere } = await answerNow(scope, answer)
    await waitForRelease(scope, elsewhere)
    return sent
  },
})

/** Its transaction. */
const answerNow = command({
  name: 'inbox.answer-now',
  permission: 'inbox:write',
  input: AnswerConversation,
  async run(context, { conversationId, clientId, parts }) {
    const { tx, scope } = context
    const me = actorId(scope)
    const conversation = await lockInboxConversation(tx, scope, conversationId)
    const composed = await composeParts(context, parts)
    const earlier = clientId === undefined ? null : await findByClientId(tx, conversationId, me, clientId)
    if (earlier) return { sent: await replay(context, earlier, composed), elsewhere: [] as string[] }
    await refuseOthers(context, conversation)
    const { elsewhere } =
      conversation.assignee_id === me
        ? { elsewhere: [] }
        : await changeAssignee(context, conversation, { to: theMember(me), why: 'answered' })
    const message = say(context, conversation, composed, clientId ?? null)
    await askForTexts(context, composed)
    await noteAnswered(tx, conversationId)
    context.enqueue(inboxActivity, { conversationId, what: 'answered', at: scope.app.now().toISOString() })
    const siblings = [message.id]
    return { sent: { message: toMessage(message, null, siblings), reply: null, replayed: false }, elsewhere }
  },
})

/** The same inside another command's transaction. */
export const answerWithin = answerNow.within

/** Says it at the end of the branch that is shown, as one of us. */
function say(
  { scope, send, emit }: CommandContext,
  conversation: LockedConversation,
  parts: MessagePart[],
  clientId: string | null,
): MessageRow {
  const { kind, id, name } = scope.actor
  const said = {
    id: uuidv7(),
    conversationId: conversation.id,
    seq: conversation.last_seq + 1,
    parentId: conversation.head_message_id,
    author: { kind, id, name },
    role: 'assistant' as const,
    parts,
    clientId,
  }
  const message = messageRow(scope, said, conversation.now)
  const moved = { id: conversation.id, lastSeq: message.seq, headId: message.id, replyId: null, title: null }
  send(insertMessages([message]))
  send(advanceConversation(moved))
  send(movedPosition(scope, conversation.id, message.seq))
  emit({
    type: 'message.created',
    payload: { ...audiencePayload(conversation), messageId: message.id, seq: message.seq },
  })
  return message
}

/** A repeat returns what was stored. The same client ID with different content is a client error. */
async function replay(
  { tx }: CommandContext,
  earlier: MessageRow,
  composed: MessagePart[],
): Promise<SentMessage> {
  if (!isDeepStrictEqual(partsOf(earlier), JSON.parse(JSON.stringify(composed))))
    throw conflict('This clientId was already used for another message.')
  const [message] = await withRepliesAndSiblings(tx, [earlier])
  return { message: message ?? toMessage(earlier, null, [earlier.id]), reply: null, replayed: true }
}
