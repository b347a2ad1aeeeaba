import { ReadWholeMail, WholeMail } from '#contract/shapes/email-channel.ts'
import { findSaid, requireVisible } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { findMailOfMessage } from './mail-store.ts'

/** Returns the whole email of a message that shows less: with quotes and signature. */
export const readWholeMail = query({
  name: 'channel-mail.read-whole',
  permission: 'inbox:read',
  input: ReadWholeMail,
  output: WholeMail,
  async run({ tx, scope }, { conversationId, messageId }): Promise<WholeMail> {
    const conversation = await requireVisible(tx, scope, conversationId)
    const mail = await findMailOfMessage(tx, messageId)
    const [said] = await findSaid(tx, [messageId])
    if (!mail || mail.conversation_id !== conversation.id || !said) throw notFound('mail')
    const { subject, address, whole } = mail
    return { subject, address, text: whole ?? said.text, isCut: whole !== null }
  },
})
