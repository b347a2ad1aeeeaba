import { step } from '#kernel/step.ts'
import { findContact, touchVisitor, type VisitorRow } from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Reader } from '#platform/database/open.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { beginThread, personOf } from '../../begin-thread.ts'
import { findThread, holdThreads } from '../../thread-store.ts'
import { type EmailChannelRow, requireEmailChannel } from '../email-channel-store.ts'
import {
  type EmailThreadRow,
  findEmailThreadOf,
  findThreadOfMails,
  findThreadOfToken,
  insertEmailThread,
} from '../email-thread-store.ts'
import { adoptMails, countLately, findByMessageId } from '../mail-store.ts'
import type { MailFacts } from './mail-facts.ts'
import { aboutOf, isSameSubject } from './subject.ts'

const PER_HOUR_MAX = 30

interface Placing extends MailFacts {
  readonly name: string
  readonly answered: readonly string[]
  readonly tokens: readonly string[]
}

/** Finds the author and the conversation of an email, and opens one for a new thread. Part of `receiveMail`. */
export const placeMail = step(async (context, mail: Placing) => {
  const { tx } = context
  const { channelId, outsideId, address } = mail
  const channel = await requireEmailChannel(tx, channelId)
  await holdThreads(tx, channelId)
  const known = await findByMessageId(tx, { channelId, outsideId, direction: 'in' })
  if (known) return { outcome: 'known', conversationId: known.conversation_id } as const
  if ((await countLately(tx, channelId, address)) >= PER_HOUR_MAX)
    return { outcome: 'ignored', why: 'too-many' } as const
  const thread = await findPlace(tx, mail)
  if (!thread) return begin(context, channel, mail)
  const person = await findContact(tx, context.scope.tenantId, thread.visitor_id)
  if (!person) throw notFound('contact')
  await touchVisitor(tx, person.id)
  return placed(thread.conversation_id, person, false)
})

/**
 * The thread that an email continues: the one with the token in its address, or that of the emails it replies to. An
 * email of another person, or with another subject, continues none.
 */
async function findPlace(
  tx: Reader,
  { channelId, outsideId, tokens, answered, address, subject }: Placing,
): Promise<EmailThreadRow | null> {
  const begun = await findThread(tx, channelId, outsideId)
  // It was received before, but its message was not stored.
  if (begun) return findEmailThreadOf(tx, channelId, begun.conversation_id)
  const isItsOwn = (thread: EmailThreadRow | null) =>
    thread !== null && thread.outside_person_id === address && isSameSubject(thread.subject, subject)
  for (const token of tokens) {
    const thread = await findThreadOfToken(tx, channelId, token)
    if (isItsOwn(thread)) return thread
  }
  const thread = await findThreadOfMails(tx, channelId, answered)
  return isItsOwn(thread) ? thread : null
}

async function begin(
  context: CommandContext,
  channel: EmailChannelRow,
  { channelId, outsideId, address, name, subject }: Placing,
) {
  const { tx, scope } = context
  const person = await personOf(context, channel, address, { name: name || address, email: address })
  await adoptMails(tx, { channelId, address, personId: person.id })
  const title = aboutOf(subject).slice(0, 200)
  const conversationId = await beginThread(context, channel, person, { outsideId, personId: address, title })
  await insertEmailThread(tx, scope, { conversationId, subject: aboutOf(subject) })
  return placed(conversationId, person, true)
}

const placed = (conversationId: string, { id, name }: VisitorRow, isNew: boolean) =>
  ({ outcome: 'new', conversationId, visitorId: id, name, isNew }) as const

/** The destination of an accepted email. */
export type Place = ReturnType<typeof placed>
