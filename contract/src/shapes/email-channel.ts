import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Channel, ChannelRef, CreateChannel } from './channel.ts'

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'one line')

const facts = {
  address: z
    .email()
    .max(200)
    .transform((address) => address.toLowerCase())
    .describe('Where people write to. Answers come from it.'),
  displayName: oneLine(80).describe('Whose name answers carry; the name of the channel where it is empty.'),
  signature: z.string().trim().max(2_000).describe('Stands below every answer.'),
  hasPlusAddress: z
    .boolean()
    .describe(
      'Whether mail to `local+anything@domain` arrives at the same place, so that answers can ask for replies there.',
    ),
}

export const mailSignings = ['none', 'standard-webhooks', 'hmac'] as const
export const MailSigning = z
  .enum(mailSignings)
  .describe(
    'How a mail service signs what it brings, besides showing the secret. `hmac`: HMAC-SHA256 of the body, in a header. What is not signed so is refused.',
  )
export type MailSigning = z.infer<typeof MailSigning>

const signing = {
  signing: MailSigning,
  signingHeader: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
    .describe('Of `hmac`: the header that the signature stands in.'),
}
const signingKey = oneLine(500)
  .min(16)
  .describe(
    'What the mail service signs with: of `standard-webhooks` it begins with `whsec_`. Never shown again.',
  )

/** A channel whose people write mail to an address. */
export const EmailChannel = z
  .object({
    channel: Channel,
    address: z.string(),
    displayName: z.string(),
    signature: z.string(),
    hasPlusAddress: z.boolean(),
    signing: MailSigning,
    signingHeader: z.string(),
    inboundPath: z.string().describe('Where a mail service posts the mails that come to the address.'),
    isSendingPossible: z.boolean().describe('Whether this server has a mail server to hand answers to.'),
  })
  .meta({ id: 'EmailChannel' })
export type EmailChannel = z.infer<typeof EmailChannel>
export const EmailChannelList = z.object({ items: z.array(EmailChannel) }).meta({ id: 'EmailChannelList' })

/** An e-mail channel with its secret, which is shown this once. */
export const NewEmailChannel = z
  .object({ email: EmailChannel, secret: z.string() })
  .meta({ id: 'NewEmailChannel' })
export type NewEmailChannel = z.infer<typeof NewEmailChannel>

export const CreateEmailChannel = CreateChannel.extend({
  address: facts.address,
  displayName: facts.displayName.default(''),
  signature: facts.signature.default(''),
  hasPlusAddress: facts.hasPlusAddress.default(true),
  signing: signing.signing.default('none'),
  signingHeader: signing.signingHeader.default('x-signature'),
  signingKey: signingKey.optional(),
})
export const ChangeEmailChannel = ChannelRef.extend({
  address: facts.address.optional(),
  displayName: facts.displayName.optional(),
  signature: facts.signature.optional(),
  hasPlusAddress: facts.hasPlusAddress.optional(),
  signing: signing.signing.optional(),
  signingHeader: signing.signingHeader.optional(),
  signingKey: signingKey.optional(),
})

export const mailStates = ['taken', 'ignored', 'queued', 'sending', 'sent', 'failed', 'withheld'] as const
export const MailState = z
  .enum(mailStates)
  .describe(
    'Of one that came in: `taken` or `ignored`. Of an answer: `withheld` where a person took over before it left.',
  )
export type MailState = z.infer<typeof MailState>

export const mailReasons = [
  'automatic',
  'bounce',
  'list',
  'own',
  'too-many',
  'blocked',
  'empty',
  'refused',
  'unreachable',
  'no-server',
  'unwanted',
  'taken-over',
] as const
export const MailReason = z.enum(mailReasons)
export type MailReason = z.infer<typeof MailReason>

/** A mail that came to a channel's address or went out from it, and what came of it. */
export const ChannelMail = z
  .object({
    id: id('channelMail'),
    direction: z.enum(['in', 'out']),
    state: MailState,
    why: MailReason.nullable().describe('Why it was not taken or not sent; null where it was.'),
    detail: z.string().describe('What the mail server said.'),
    address: z.string().describe('Whose it is, or whom it is for.'),
    subject: z.string(),
    conversationId: id('conversation').nullable(),
    tries: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'ChannelMail' })
export type ChannelMail = z.infer<typeof ChannelMail>
export const ChannelMailPage = pageOf(ChannelMail).meta({ id: 'ChannelMailPage' })

export const ListChannelMails = ChannelRef.extend(PageQuery.shape).extend({
  direction: z.enum(['in', 'out']).optional(),
})
export const RepeatChannelMail = ChannelRef.extend({ mailId: id('channelMail') })

export const ReadWholeMail = z.strictObject({
  conversationId: id('conversation'),
  messageId: id('message'),
})
export const WholeMail = z
  .object({
    subject: z.string(),
    address: z.string(),
    text: z.string().describe('All of its text, with what was quoted and signed.'),
    isCut: z.boolean().describe('Whether the message shows less of it.'),
  })
  .meta({ id: 'WholeMail' })
export type WholeMail = z.infer<typeof WholeMail>

/** Whether a test mail was handed over, and if not, what the mail server said. */
export const TestedMail = z
  .object({ address: z.string(), error: z.string().nullable() })
  .meta({ id: 'TestedMail' })
export type TestedMail = z.infer<typeof TestedMail>

export const ReceivedMail = z
  .object({
    outcome: z.enum(['taken', 'known', 'ignored']),
    why: MailReason.nullable(),
    conversationId: z.uuid().nullable(),
  })
  .meta({ id: 'ReceivedMail' })
export type ReceivedMail = z.infer<typeof ReceivedMail>
