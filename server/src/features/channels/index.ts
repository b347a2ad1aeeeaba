export { manifest, audience } from './manifest.ts'
export { answerOutside } from './answer-outside.ts'
export { changeChannel, createChannel, listChannels, deleteChannel } from './channels.ts'
export { noteState } from './channel-message-store.ts'
export { requireChannel } from './channel-store.ts'
export { listAnswerStates } from './list-answer-states.ts'
export { receiveChannelMessage } from './receive-channel-message.ts'
export { reportAnswer } from './report-answer.ts'
export { conversationsOfChannel } from './thread-store.ts'
export {
  changeEmailChannel,
  createEmailChannel,
  listEmailChannels,
  testEmailChannel,
} from './email/email-channels.ts'
export { changeEmailSecret } from './email/change-email-secret.ts'
export { receiveMail } from './email/inbound/receive-mail.ts'
export { listChannelMails, repeatChannelMail } from './email/channel-mails.ts'
export { beginSending, CONSUMER as MAIL_CONSUMER } from './email/outgoing/begin-sending.ts'
export { readWholeMail } from './email/read-whole-mail.ts'
