import { expect } from 'vitest'
import type { AnswerStates } from '#contract/shapes/channel.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { ChannelMail, NewEmailChannel, ReceivedMail } from '#contract/shapes/email-channel.ts'
import { parseMail } from '#platform/mail/parse-mail.ts'
import { openTestServer, type TestServer } from './open-test-server.ts'
import { startSmtpSink, type SmtpSink, type TakenMail } from './smtp-sink.ts'

/** What somebody wrote; what is left out is made up. */
export interface Written {
  from: string
  to: string
  subject: string
  id: string
  text: string
  headers: string[]
}

let count = 0

/** A mail of plain text, as it comes over the wire. */
export const mailOf = ({
  from = 'Vera <vera@example.com>',
  to = '',
  subject = 'Opening hours',
  id = `<${(count += 1)}@example.com>`,
  text = 'Are you open on Sunday?',
  headers = ['Content-Type: text/plain; charset=utf-8'],
}: Partial<Written>) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    'Date: Fri, 30 Jan 2026 10:00:00 +0000',
    ...headers,
    '',
    text,
    '',
  ].join('\r\n')

/** A mail as a mail server took it from us, taken apart. */
export const readTaken = ({ content }: TakenMail) => parseMail(Buffer.from(content.replace(/^\.\./gm, '.')))

export const textIn = ({ parts }: Message) =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('|')

/** A server that takes and sends mail, and the people at both ends. */
export async function openMailStage() {
  const sink: SmtpSink = await startSmtpSink()
  const server: TestServer = await openTestServer({
    env: {
      PARLEY_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      PARLEY_MAIL_FROM: 'Parley <parley@example.com>',
      PARLEY_PUBLIC_URL: 'https://parley.example.com/',
    },
  })
  const agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id

  async function post(
    path: string,
    content: string | Uint8Array | FormData,
    headers: Record<string, string>,
  ) {
    const response = await fetch(server.url + path, { method: 'POST', headers, body: content as BodyInit })
    const body = (await response.json()) as ReceivedMail & { code?: string; detail?: string }
    return { status: response.status, body }
  }

  /** An address that takes mail, and what a mail service and its people do with it. */
  async function openAddress(facts: object = {}) {
    const address = `help${(count += 1)}@shop.example`
    const made = await server.ask<NewEmailChannel>('POST', '/v1/channels/email', {
      body: { name: `Mail ${count}`, agentId, address, signature: 'The shop', ...facts },
    })
    expect(made.status, made.text).toBe(201)
    const { email, secret } = made.body
    const id = email.channel.id
    const bring = (content: string | Uint8Array, headers: Record<string, string> = {}) =>
      post(email.inboundPath, content, {
        authorization: `Bearer ${secret}`,
        'content-type': 'message/rfc822',
        ...headers,
      })
    return {
      id,
      address,
      secret,
      path: email.inboundPath,
      bring,
      write: (said: Partial<Written> = {}) => bring(mailOf({ to: address, ...said })),
      log: async () =>
        (await server.ask<{ items: ChannelMail[] }>('GET', `/v1/channels/${id}/mails`)).body.items,
      sent: () => sink.mails.filter(({ from }) => from === address),
    }
  }

  const saidIn = async (conversationId: string | null) =>
    (await server.ask<{ items: Message[] }>('GET', `/v1/conversations/${conversationId}/messages?branch=all`))
      .body.items

  return {
    sink,
    server,
    post,
    openAddress,
    saidIn,
    /** What its owner said. */
    asked: async (conversationId: string | null) =>
      (await saidIn(conversationId)).filter(({ role }) => role === 'user'),
    take: (conversationId: string | null) =>
      server.ask('POST', `/v1/inbox/conversations/${conversationId}/take`, { body: {} }),
    answerByHand: (conversationId: string | null, text: string, fileIds: readonly string[] = []) =>
      server.ask('POST', `/v1/inbox/conversations/${conversationId}/messages`, {
        body: { parts: [{ type: 'text', text }, ...fileIds.map((fileId) => ({ type: 'file', fileId }))] },
      }),
    /** How far answers came, as operators see it. */
    states: async (conversationId: string | null) =>
      (await server.ask<AnswerStates>('GET', `/v1/inbox/conversations/${conversationId}/answer-states`)).body,
    async close() {
      await server.close()
      await sink.close()
    },
  }
}

export type MailStage = Awaited<ReturnType<typeof openMailStage>>
export type Address = Awaited<ReturnType<MailStage['openAddress']>>
