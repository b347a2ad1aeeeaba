import type { z } from 'zod'
import type { ChangeChannel, Channel, ChannelList, CreateChannel } from '#contract/shapes/channel.ts'
import type {
  ChangeEmailChannel,
  ChannelMail,
  ChannelMailPage,
  CreateEmailChannel,
  EmailChannel,
  EmailChannelList,
  NewEmailChannel,
  TestedMail,
} from '#contract/shapes/email-channel.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Outside systems whose people write to us, and addresses that take mail. */
export const channelCalls = ({ call }: Transport) => ({
  list: () => call<z.output<typeof ChannelList>>('GET', '/v1/channels'),
  listEmail: () => call<z.output<typeof EmailChannelList>>('GET', '/v1/channels/email'),
  create: (body: z.input<typeof CreateChannel>) => call<Channel>('POST', '/v1/channels', { body }),
  createEmail: (body: z.input<typeof CreateEmailChannel>) =>
    call<NewEmailChannel>('POST', '/v1/channels/email', { body }),
  change: (channelId: string, body: Omit<z.input<typeof ChangeChannel>, 'channelId'>) =>
    call<Channel>('PATCH', path`/v1/channels/${channelId}`, { body }),
  changeEmail: (channelId: string, body: Omit<z.input<typeof ChangeEmailChannel>, 'channelId'>) =>
    call<EmailChannel>('PATCH', path`/v1/channels/${channelId}/email`, { body }),
  changeSecret: (channelId: string) =>
    call<NewEmailChannel>('POST', path`/v1/channels/${channelId}/email/secret`),
  /** Mails a test, and says whether the mail server took it. */
  test: (channelId: string) => call<TestedMail>('POST', path`/v1/channels/${channelId}/email/test`),
  remove: (channelId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/channels/${channelId}`, options),
  mails: (channelId: string, query: PageOptions & { direction?: 'in' | 'out' } = {}) =>
    call<z.output<typeof ChannelMailPage>>('GET', path`/v1/channels/${channelId}/mails`, {
      query: { ...query },
    }),
  repeat: (channelId: string, mailId: string) =>
    call<ChannelMail>('POST', path`/v1/channels/${channelId}/mails/${mailId}/repeat`),
})
