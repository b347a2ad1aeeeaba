import { step } from '#kernel/step.ts'
import { MailReason } from '#contract/shapes/email-channel.ts'
import { findContactByExternalId } from '#features/people/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { externalIdOf } from '../../begin-thread.ts'
import { countLately, findByMessageId, findSentAmong, forgetOldMails, insertMail } from '../mail-store.ts'
import { failMail } from '../outgoing/fail-mail.ts'
import type { MailFacts } from './mail-facts.ts'

/** How many ignored emails of one address are recorded per hour; a mail loop fills no table. */
const NOTED_MAX = 200

/** Records an ignored email, and, if it is a bounce, that one of our answers did not arrive. Part of `receiveMail`. */
export const noteIgnored = step(
  async (
    context,
    { channelId, outsideId, address, subject, why, about }: MailFacts & { why: MailReason; about: string[] },
  ): Promise<void> => {
    const { tx, scope } = context
    if (await findByMessageId(tx, { channelId, outsideId, direction: 'in' })) return
    if ((await countLately(tx, channelId, address)) >= NOTED_MAX) return
    const person = await findContactByExternalId(tx, externalIdOf(channelId, address))
    const undelivered = why === 'bounce' ? await findUndelivered(context, channelId, about) : null
    await insertMail(tx, scope, {
      channel_id: channelId,
      direction: 'in',
      state: 'ignored',
      why,
      address,
      subject,
      outside_id: outsideId,
      person_id: person?.id ?? null,
      conversation_id: undelivered?.conversation_id ?? null,
    })
    if (undelivered) await failMail(context, undelivered, { why: 'bounce', detail: subject })
    await forgetOldMails(tx, channelId)
  },
)

const findUndelivered = async ({ tx }: CommandContext, channelId: string, about: readonly string[]) =>
  about.length === 0 ? null : findSentAmong(tx, channelId, about)
