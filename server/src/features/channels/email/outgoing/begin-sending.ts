import { uuidv7 } from 'uuidv7'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { messageIdOf } from '#platform/mail/message-id.ts'
import { holdPosition, movePosition, readPosition } from '#platform/outbox/consumer-position.ts'
import { firstEvent, lastNumber, type FoundEvent } from '#platform/outbox/find-events.ts'
import { answerIn } from '../../answer-outside.ts'
import { requireEmailChannel } from '../email-channel-store.ts'
import { conversationsOfMail, findEmailThreadOf } from '../email-thread-store.ts'
import { answerSubject } from '../inbound/subject.ts'
import { insertMail } from '../mail-store.ts'
import { mailAnswer } from '../job-kinds.ts'
import { failMail } from './fail-mail.ts'

const AT_ONCE = 50

/**
 * Answers of people are complete when they are sent, those of agents when they end. Only answers in the inbox are
 * emailed.
 */
const answered = {
  types: ['message.created', 'reply.ended'],
  unlike: { inInbox: false },
  among: { key: 'conversationId', ids: conversationsOfMail },
} as const

/** Queues an email for each recent answer, once. True if there is more. */
export const beginSending = step(async (context): Promise<boolean> => {
  const { tx, scope } = context
  const from = await readPosition(tx, CONSUMER)
  if (!(await holdPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: from }))) return true
  const through = await lastNumber(tx)
  let after = from
  for (let count = 0; count < AT_ONCE; count += 1) {
    const event = await firstEvent(tx, answered, { after, through })
    if (!event) {
      await movePosition(tx, CONSUMER, Math.max(from, through))
      return false
    }
    await askFor(context, event)
    after = event.number
  }
  await movePosition(tx, CONSUMER, after)
  return true
})

async function askFor(context: CommandContext, event: FoundEvent): Promise<void> {
  const { tx, scope, enqueue } = context
  const answer = await answerIn(tx, event)
  const thread =
    answer && (await findEmailThreadOf(tx, answer.thread.channel_id, answer.thread.conversation_id))
  if (!thread) return
  const { address } = await requireEmailChannel(tx, thread.channel_id)
  const id = uuidv7()
  const mail = await insertMail(tx, scope, {
    id,
    channel_id: thread.channel_id,
    direction: 'out',
    state: 'queued',
    address: thread.outside_person_id,
    subject: answerSubject(thread.subject),
    outside_id: messageIdOf(id, address),
    person_id: thread.visitor_id,
    conversation_id: thread.conversation_id,
    message_id: answer.said.id,
  })
  if (!mail) return
  if (scope.app.settings.sendsMail) enqueue(mailAnswer, { mailId: id })
  else await failMail(context, mail, { why: 'no-server', detail: '' })
}

/** The name under which the background work that emails answers records its position. */
export const CONSUMER = 'mail-answers'
