import { afterEach, expect, test } from 'vitest'
import { startSmtpSink, type SmtpSink } from '#test/support/smtp-sink.ts'
import { testCertificate } from '#test/support/test-certificate.ts'
import { Secret } from '../crypto/secret.ts'
import { composeMail } from './compose-mail.ts'
import { sendOverSmtp, type SmtpServer } from './send-over-smtp.ts'

const sinks: SmtpSink[] = []
afterEach(async () => {
  for (const sink of sinks.splice(0)) await sink.close()
})

async function openSink(options: Parameters<typeof startSmtpSink>[0] = {}) {
  const sink = await startSmtpSink(options)
  sinks.push(sink)
  const server = (facts: Partial<SmtpServer> = {}): SmtpServer => ({
    host: '127.0.0.1',
    port: sink.port,
    security: options.security ?? 'plain',
    login: null,
    trusted: testCertificate.cert,
    ...facts,
  })
  return { sink, server }
}

const envelope = {
  from: 'parley@example.com',
  to: 'vera@example.com',
  content: 'Subject: Hi\r\n\r\nHello.\r\n',
}
const never = new AbortController().signal
const login = { user: 'us', password: new Secret('pass word') }

test.each(['plain', 'starttls', 'tls'] as const)('a mail is handed over: %s', async (security) => {
  const { sink, server } = await openSink({ security, auth: 'PLAIN' })
  await sendOverSmtp(server({ login }), envelope, never)
  expect(sink.mails).toEqual([
    {
      from: 'parley@example.com',
      to: 'vera@example.com',
      options: 'BODY=8BITMIME',
      login: 'us:pass word',
      isSecured: security !== 'plain',
      content: 'Subject: Hi\r\n\r\nHello.',
    },
  ])
})

test('logs in with the older method when it is the only one', async () => {
  const { sink, server } = await openSink({ auth: 'LOGIN' })
  await sendOverSmtp(server({ login }), envelope, never)
  expect(sink.mails[0]?.login).toBe('us:pass word')
})

test('a line that is a dot does not end the mail', async () => {
  const { sink, server } = await openSink()
  await sendOverSmtp(server(), { ...envelope, content: 'A: b\n\n.\n..two\nend' }, never)
  expect(sink.mails[0]?.content).toBe('A: b\r\n\r\n..\r\n...two\r\nend')
})

test('non-ASCII addresses are sent only where the server accepts them', async () => {
  const { sink, server } = await openSink()
  await sendOverSmtp(server(), { ...envelope, to: '薇拉@example.com' }, never)
  expect(sink.mails[0]).toMatchObject({ to: '薇拉@example.com', options: 'SMTPUTF8 BODY=8BITMIME' })
  const older = await openSink({ extensions: [] })
  await expect(sendOverSmtp(older.server(), { ...envelope, to: '薇拉@example.com' }, never)).rejects.toThrow(
    'does not accept this kind of address',
  )
})

test('nothing is sent to a server without TLS, or with the wrong certificate', async () => {
  const open = await openSink({ auth: 'PLAIN' })
  await expect(sendOverSmtp(open.server({ security: 'starttls' }), envelope, never)).rejects.toThrow(
    'does not support encryption',
  )
  const unknown = await openSink({ security: 'tls' })
  const { trusted: _, ...untrusting } = unknown.server()
  await expect(sendOverSmtp(untrusting, envelope, never)).rejects.toThrow('could not be reached')
  expect([...open.sink.mails, ...unknown.sink.mails]).toEqual([])
})

test.each(['vera@example.com>\r\nRCPT TO:<eve@example.com', 'a b@example.com', 'x\u0000@example.com'])(
  'an address that would say more than an address is refused: %j',
  async (to) => {
    const { sink, server } = await openSink()
    await expect(sendOverSmtp(server(), { ...envelope, to }, never)).rejects.toThrow()
    expect(sink.mails).toEqual([])
  },
)

test('a refusal and a lost connection are failures, and an abort rejects', async () => {
  const { sink, server } = await openSink()
  sink.answerOnce('RCPT', '550 nobody of that name')
  await expect(sendOverSmtp(server(), envelope, never)).rejects.toMatchObject({ code: 550 })
  sink.answerOnce('DATA', null)
  await expect(sendOverSmtp(server(), envelope, never)).rejects.toMatchObject({ code: null })
  sink.silence()
  const leaving = new AbortController()
  const sent = sendOverSmtp(server(), envelope, leaving.signal)
  leaving.abort(new Error('Stopping.'))
  await expect(sent).rejects.toThrow('Stopping.')
})

test('a mail is ASCII, and no header can inject another', async () => {
  const content = await composeMail({
    from: 'Parley 对话 <parley@example.com>',
    to: 'vera@example.com',
    subject: `Einladung für Vera\r\nBcc: eve@example.com ${'长'.repeat(60)}`,
    text: 'Grüße\n',
    messageId: '<1@example.com>',
    at: new Date('2026-01-31T09:30:00Z'),
  })
  const text = content.toString('latin1')
  expect(text).toMatch(/^[\x20-\x7e\r\n]*$/)
  expect(text).not.toMatch(/^Bcc/m)
  expect(text.split('\r\n').every((line) => line.length <= 78)).toBe(true)
  const words = [...text.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map(([, word = '']) => word)
  expect(words.map((word) => Buffer.from(word, 'base64').toString('utf8')).join('')).toContain(
    'Vera Bcc: eve',
  )
  expect(Buffer.from(text.split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8')).toBe('Grüße\n')
})
