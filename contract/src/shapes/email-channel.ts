import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Channel, ChannelRef, CreateChannel } from './channel.ts'

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'expected a single line')

const facts = {
  address: z
    .email()
    .max(200)
    .transform((address) => address.toLowerCase())
    .describe('The email address that people write to and that answers are sent from.'),
  displayName: oneLine(80).describe('The sender name of answers. Empty: the name of the channel.'),
  signature: z.string().trim().max(2_000).describe('Text added below every answer.'),
  hasPlusAddress: z
    .boolean()
    .describe(
      'Whether mail to `local+anything@domain` reaches the same mailbox. If so, answers set such a reply address, to match replies to their conversation.',
    ),
}

export const mailSignings = ['none', 'standard-webhooks', 'hmac'] as const
export const MailSigning = z
  .enum(mailSignings)
  .describe(
    'How the mail service signs the mails it posts, in addition to the secret; unsigned mails are refused. `none`: it does not; `standard-webhooks`: with the headers of Standard Webhooks; `hmac`: HMAC-SHA256 of the body, in the header `signingHeader`.',
  )
export type MailSigning = z.infer<typeof MailSigning>

const signing = {
  signing: MailSigning,
  signingHeader: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
    .describe('For `hmac`: the header that holds the signature, for example `x-signature`.'),
}
const signingKey = oneLine(500)
  .min(16)
  .describe(
    'The key that the mail service signs with; for `standard-webhooks` it begins with `whsec_`. It is never returned.',
  )

/** A channel that people reach by email. */
export const EmailChannel = z
  .object({
    channel: Channel,
    address: z.string().describe('The email address that people write to and that answers are sent from.'),
    displayName: z.string().describe('The sender name of answers. Empty: the name of the channel.'),
    signature: z.string().describe('Text added below every answer.'),
    hasPlusAddress: z
      .boolean()
      .describe(
        'Whether answers set a reply address such as `local+token@domain`, to match replies to their conversation.',
      ),
    signing: MailSigning,
    signingHeader: z
      .string()
      .describe('For `hmac`: the header that holds the signature, for example `x-signature`.'),
    inboundPath: z
      .string()
      .describe('The path on this server that the mail service posts incoming mails to.'),
    isSendingPossible: z.boolean().describe('Whether this server has a mail server to send answers with.'),
  })
  .meta({ id: 'EmailChannel' })
export type EmailChannel = z.infer<typeof EmailChannel>
export const EmailChannelList = z.object({ items: z.array(EmailChannel) }).meta({ id: 'EmailChannelList' })

/** An email channel with its secret, which is shown only once. */
export const NewEmailChannel = z
  .object({
    email: EmailChannel,
    secret: z
      .string()
      .describe('The secret that the mail service sends with each mail, as a bearer token or password.'),
  })
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
    'Incoming mail is `taken` or `ignored`. Outgoing mail is `queued`, `sending`, `sent` or `failed`, or `withheld` if a person took over before it was sent.',
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

/** A mail received or sent by an email channel, with its outcome. */
export const ChannelMail = z
  .object({
    id: id('channelMail'),
    direction: z.enum(['in', 'out']).describe('`in`: received; `out`: sent by Parley.'),
    state: MailState,
    why: MailReason.nullable().describe(
      'Why the mail was ignored or not sent; null if it was taken or sent.',
    ),
    detail: z.string().describe('The response of the mail server; empty if there is none.'),
    address: z.string().describe('The sender of an incoming mail, or the recipient of an outgoing one.'),
    subject: z.string().describe('The subject line of the email.'),
    conversationId: id('conversation')
      .nullable()
      .describe('The conversation that the mail belongs to; null if there is none.'),
    tries: z.int().describe('How many times sending was tried.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'ChannelMail' })
export type ChannelMail = z.infer<typeof ChannelMail>
export const ChannelMailPage = pageOf(ChannelMail).meta({ id: 'ChannelMailPage' })

export const ListChannelMails = ChannelRef.extend(PageQuery.shape).extend({
  direction: z.enum(['in', 'out']).optional().describe('Only received (`in`) or sent (`out`) mails.'),
})
export const RepeatChannelMail = ChannelRef.extend({ mailId: id('channelMail') })

export const ReadWholeMail = z.strictObject({
  conversationId: id('conversation'),
  messageId: id('message'),
})
export const WholeMail = z
  .object({
    subject: z.string().describe('The subject line of the email.'),
    address: z.string().describe('The sender of the mail.'),
    text: z.string().describe('The full text of the mail, with quoted mails and the signature.'),
    isCut: z.boolean().describe('Whether the message in the conversation shows only a part of the text.'),
  })
  .meta({ id: 'WholeMail' })
export type WholeMail = z.infer<typeof WholeMail>

/** The result of sending a test mail. */
export const TestedMail = z
  .object({
    address: z.string().describe('The address that the test mail was sent to.'),
    error: z.string().nullable().describe('The error of the mail server; null if the mail was sent.'),
  })
  .meta({ id: 'TestedMail' })
export type TestedMail = z.infer<typeof TestedMail>

export const ReceivedMail = z
  .object({
    outcome: z
      .enum(['taken', 'known', 'ignored'])
      .describe(
        '`taken`: the mail was added. `known`: it had been added before. `ignored`: it was not added; `why` has the reason.',
      ),
    why: MailReason.nullable().describe('Why the mail was ignored; null if it was not.'),
    conversationId: z
      .uuid()
      .nullable()
      .describe('The conversation that the mail belongs to; null if there is none.'),
  })
  .meta({ id: 'ReceivedMail' })
export type ReceivedMail = z.infer<typeof ReceivedMail>
