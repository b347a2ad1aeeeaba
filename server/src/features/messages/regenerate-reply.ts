import { MessageRef, SentMessage } from '#contract/shapes/conversation.ts'
import {
  lockVisible,
  partsOf,
  requireMessage,
  textOf,
  withRepliesAndSiblings,
} from '#features/conversations/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { Fault, impossible } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { addressedAgent } from './participants/addressed.ts'
import { answeringAgent } from './assignee/answering-agent.ts'
import { storeTurn } from '#features/replies/index.ts'
import { sentMessage } from './sent-message.ts'

const NO_QUESTION = 'There is no question to answer again.'

/** Requests another answer beside an existing one, or an answer to a message that has none. */
export const regenerateReply = command({
  name: 'reply.regenerate',
  permission: 'message:send',
  input: MessageRef,
  output: SentMessage,
  async run(context, { messageId }): Promise<SentMessage> {
    const { tx, scope } = context
    await refuseBlocked(tx, scope)
    const message = await requireMessage(tx, scope, messageId)
    const conversation = await lockVisible(tx, scope, message.conversation_id)
    // A message that an agent sent first is not an answer to anything.
    if (message.origin !== 'turn') throw new Fault('precondition_failed', NO_QUESTION)
    const questionId = message.role === 'assistant' ? message.parent_id : message.id
    if (questionId === null) throw new Fault('precondition_failed', NO_QUESTION)
    const question = message.id === questionId ? message : await requireMessage(tx, scope, questionId)
    const called =
      question.role === 'user' ? await addressedAgent(tx, conversation, textOf(partsOf(question))) : null
    const agent = called ?? (await answeringAgent(tx, conversation.id))
    const { reply } = await storeTurn(context, { conversation, agent, said: null, parentId: questionId })
    if (!reply) throw impossible('A reply was requested and none was stored.')
    const [answer] = await withRepliesAndSiblings(tx, [await requireMessage(tx, scope, reply.message_id)])
    return sentMessage(answer ?? null, reply, false)
  },
})
