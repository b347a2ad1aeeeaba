import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startSmtpSink, type SmtpSink } from '#test/support/smtp-sink.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'
import { readConfig } from '#server/config.ts'

let sink: SmtpSink
let receiver: WebhookReceiver
let server: TestServer

beforeAll(async () => {
  sink = await startSmtpSink({ auth: 'PLAIN' })
  receiver = await startWebhookReceiver()
  server = await openTestServer({
    env: {
      PARLEY_SMTP_URL: `smtp://us:p%40ss@127.0.0.1:${sink.port}`,
      PARLEY_MAIL_FROM: 'Parley <parley@example.com>',
      PARLEY_PUBLIC_URL: 'https://parley.example.com/',
      PARLEY_PRIVATE_HOSTS: '127.0.0.1:*',
    },
  })
})
afterAll(async () => {
  await server.close()
  await receiver.close()
  await sink.close()
})

const textOf = (content: string) =>
  Buffer.from(content.split('\r\n\r\n').slice(1).join(''), 'base64').toString('utf8')
const mailsTo = (address: string) => sink.mails.filter(({ to }) => to === address)

test('an invitation link is emailed once the mail server accepts it, and is stored nowhere in plain text', async () => {
  sink.answerOnce('RCPT', '451 come back later')
  const email = 'vera@example.com'
  const made = await server.ask<{ token: string; isMailed: boolean }>('POST', '/v1/invitations', {
    body: { email, role: 'operator' },
  })
  expect(made.body.isMailed).toBe(true)
  await expect.poll(() => mailsTo(email)).toHaveLength(1)
  const [mail] = mailsTo(email)
  expect(mail).toMatchObject({ from: 'parley@example.com', login: 'us:p@ss' })
  expect(mail?.content).toMatch(/^From: Parley <parley@example.com>\r\nTo: vera@example.com\r\n/m)
  const link = /https:\S+/.exec(textOf(mail?.content ?? ''))?.[0]
  expect(link).toBe(`https://parley.example.com/register#invitation=${made.body.token}`)
  const { tenant } = (
    await server.ask<{ tenant: { id: string } }>('POST', '/v1/auth/login', { token: null, body: OWNER })
  ).body
  const jobs = await server.app.database.read(tenant.id, (tx) =>
    tx.selectFrom('jobs').select('input').where('name', '=', 'mail.send').execute(),
  )
  expect(jobs).toHaveLength(1)
  expect(JSON.stringify(jobs)).not.toContain(email)
  expect(JSON.stringify(jobs)).not.toContain(made.body.token)
})

test('registration requires a confirmed address, and reveals no accounts to strangers', async () => {
  await server.ask('PATCH', '/v1/tenant', { body: { allowsRegistration: true } })
  const person = { email: 'new@example.com', name: 'New', password: 'long walks by the sea 1' }
  const register = (body: object) => server.ask('POST', '/v1/auth/register', { token: null, body })
  const asked = await register(person)
  expect(asked).toMatchObject({
    status: 412,
    body: { code: 'precondition_failed', reason: 'address-unconfirmed' },
  })
  const taken = await register({ ...person, email: OWNER.email })
  expect([taken.status, taken.body.detail]).toEqual([asked.status, asked.body.detail])
  expect((await server.ask('POST', '/v1/auth/login', { token: null, body: person })).status).not.toBe(200)
  const link = await vi.waitFor(
    () => {
      const [mail] = mailsTo(person.email)
      return (
        /https:\S+#invitation=(\S+)/.exec(textOf(mail?.content ?? ''))?.[1] ?? expect.fail('No mail yet.')
      )
    },
    { timeout: 45_000 },
  )
  // However often somebody asks, one mail is sent.
  await register(person)
  const made = await register({ ...person, invitationToken: link })
  expect(made.body).toMatchObject({ member: { email: person.email, role: 'end_user' } })
  expect(mailsTo(person.email)).toHaveLength(1)
  expect(mailsTo(OWNER.email)).toHaveLength(0)
  for (let at = 0; at < 60; at += 1) await register({ ...person, email: `many-${at}@example.com` })
  expect((await register({ ...person, email: 'one-more@example.com' })).status).toBe(429)
})

test('admins are emailed when a webhook is stopped', async () => {
  receiver.answer('/gone', (response) => response.writeHead(410).end())
  const made = await server.ask<{ webhook: { id: string } }>('POST', '/v1/webhooks', {
    body: { name: 'Our shop', url: receiver.address('/gone'), eventTypes: ['contact.added'] },
  })
  await server.ask('POST', '/v1/contacts', { body: { name: 'Vera' } })
  await expect.poll(() => mailsTo(OWNER.email)).toHaveLength(1)
  const text = textOf(mailsTo(OWNER.email)[0]?.content ?? '')
  expect(text).toContain('"Our shop" was stopped')
  expect(text).toContain(`https://parley.example.com/settings/webhooks?webhook=${made.body.webhook.id}`)
})

test('an invalid mail configuration is refused at the start', () => {
  const smtp = 'smtp://mail.example.com'
  const from = 'Parley <parley@example.com>'
  for (const [env, named] of [
    [{ PARLEY_SMTP_URL: 'mail.example.com' }, /PARLEY_SMTP_URL/],
    [{ PARLEY_SMTP_URL: smtp }, /PARLEY_MAIL_FROM/],
    [{ PARLEY_SMTP_URL: smtp, PARLEY_MAIL_FROM: from }, /PARLEY_PUBLIC_URL/],
  ] as const)
    expect(() => readConfig(env)).toThrow(named)
  const whole = { PARLEY_SMTP_URL: smtp, PARLEY_MAIL_FROM: from, PARLEY_PUBLIC_URL: 'https://p.example.com' }
  expect(readConfig(whole).mail?.server).toMatchObject({ port: 587, security: 'starttls', login: null })
  expect(readConfig({}).mail).toBeNull()
})
