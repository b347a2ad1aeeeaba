import { get, patch, post, remove } from '../route.ts'

/** Channels to outside systems and mailboxes. */
export const channelsRoutes = {
  channels: {
    list: get('/v1/channels', {
      name: 'channel.list',
      permission: 'channel:manage',
      output: 'ChannelList',
      summary: 'List channels',
    }),
    create: post('/v1/channels', {
      name: 'channel.create',
      permission: 'channel:manage',
      input: 'CreateChannel',
      output: 'Channel',
      status: 201,
      summary: 'Create a channel for an external system',
    }),
    listEmail: get('/v1/channels/email', {
      name: 'email-channel.list',
      permission: 'channel:manage',
      refreshedBy: ['channel'],
      output: 'EmailChannelList',
      summary: 'List email channels',
    }),
    createEmail: post('/v1/channels/email', {
      name: 'email-channel.create',
      permission: 'channel:manage',
      input: 'CreateEmailChannel',
      output: 'NewEmailChannel',
      status: 201,
      summary: 'Create an email channel',
    }),
    changeEmail: patch('/v1/channels/:channelId/email', {
      name: 'email-channel.change',
      permission: 'channel:manage',
      input: 'ChangeEmailChannel',
      output: 'EmailChannel',
      summary: 'Change an email channel',
    }),
    changeSecret: post('/v1/channels/:channelId/email/secret', {
      name: 'email-channel.change-secret',
      permission: 'channel:manage',
      output: 'NewEmailChannel',
      status: 201,
      summary: 'Create a new secret for an email channel',
    }),
    /** Mails a test, and says whether the mail server took it. */
    test: post('/v1/channels/:channelId/email/test', {
      name: 'email-channel.test',
      permission: 'channel:manage',
      output: 'TestedMail',
      summary: 'Send a test email from an email channel to itself',
    }),
    mails: get('/v1/channels/:channelId/mails', {
      name: 'channel-mail.list',
      permission: 'channel:manage',
      refreshedBy: ['channel'],
      input: 'ListChannelMails',
      output: 'ChannelMailPage',
      summary: 'List emails received and sent by a channel',
    }),
    repeat: post('/v1/channels/:channelId/mails/:mailId/repeat', {
      name: 'channel-mail.repeat',
      permission: 'channel:manage',
      output: 'ChannelMail',
      summary: 'Resend an answer by email',
    }),
    change: patch('/v1/channels/:channelId', {
      name: 'channel.change',
      permission: 'channel:manage',
      input: 'ChangeChannel',
      output: 'Channel',
      summary: 'Change, enable or disable a channel',
    }),
    remove: remove('/v1/channels/:channelId', {
      name: 'channel.delete',
      permission: 'channel:manage',
      summary: 'Delete a channel',
    }),
    receiveMessage: post('/v1/channels/:channelId/messages', {
      name: 'channel.receive-message',
      permission: 'channel:write',
      input: 'ReceiveChannelMessage',
      output: 'ReceivedChannelMessage',
      summary: 'Deliver a message from a person to Parley',
    }),
    reportAnswer: post('/v1/channels/:channelId/messages/:messageId/state', {
      name: 'channel.report-answer',
      permission: 'channel:write',
      input: 'ReportAnswer',
      summary: 'Report the delivery state of an answer',
    }),
  },
} as const
