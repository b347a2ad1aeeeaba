import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Budget } from '#contract/shapes/budget.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startSmtpSink, type SmtpSink } from '#test/support/smtp-sink.ts'

let sink: SmtpSink
let models: ModelServer
let server: TestServer
const directory = mkdtempSync(join(tmpdir(), 'parley-budget-mail-'))

beforeAll(async () => {
  sink = await startSmtpSink()
  models = await startModelServer()
  const file = join(directory, 'models.yaml')
  writeFileSync(
    file,
    `
- provider: openai-compatible
  id: local/dear
  model: dear
  baseUrl: ${models.openaiBaseUrl}
  price: { input: 0, output: 1000, currency: EUR }`,
  )
  server = await openTestServer({
    env: {
      PARLEY_MODELS_FILE: file,
      PARLEY_TITLES: 'first-words',
      PARLEY_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      PARLEY_MAIL_FROM: 'Parley <parley@example.com>',
      PARLEY_PUBLIC_URL: 'https://parley.example.com/',
    },
  })
})
afterAll(async () => {
  await server.close()
  await models.close()
  await sink.close()
  rmSync(directory, { recursive: true })
})

/** The text of each mail about a budget that somebody got. */
const mailsTo = (address: string) =>
  sink.mails
    .filter(({ to }) => to === address)
    .map(({ content }) => Buffer.from(content.split('\r\n\r\n').slice(1).join(''), 'base64').toString('utf8'))
    .filter((text) => text.includes('/settings/budgets'))

const budget = async (body: object) =>
  (await server.ask<Budget>('POST', '/v1/budgets', { body: { currency: 'EUR', ...body } })).body.id

/** Has one answer take so many tokens of output. */
async function spend(outputTokens: number) {
  models.script({
    raw: {
      status: 200,
      contentType: 'text/event-stream',
      packets: [
        'data: {"choices":[{"delta":{"content":"Hello."},"finish_reason":"stop"}]}\n\n',
        `data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":${outputTokens}}}\n\ndata: [DONE]\n\n`,
      ],
    },
  })
  await converse(server, await openConversation(server), 'One?')
}

test('each threshold of a budget is emailed once to admins and owners, and to nobody else', async () => {
  const admin = await server.member('admin')
  const operator = await server.member('operator')
  const id = await budget({ kind: 'tenant', amount: 0.1, warnAt: 50, knowledgeAt: 90 })
  await spend(60)
  for (const address of [OWNER.email, admin.member.email])
    await expect.poll(() => mailsTo(address), { timeout: 20_000 }).toHaveLength(1)
  const [warning = ''] = mailsTo(OWNER.email)
  expect(warning).toContain('60 % of 0.1 EUR (a month · 每月).')
  expect(warning).toContain('This is only a warning. · 目前仅为提醒。')
  expect(warning).toContain('https://parley.example.com/settings/budgets')

  await spend(5)
  await spend(30)
  await expect.poll(() => mailsTo(OWNER.email), { timeout: 20_000 }).toHaveLength(2)
  expect(mailsTo(OWNER.email).at(-1)).toContain('Answers come from your documents alone from now on.')
  expect(mailsTo(operator.member.email)).toEqual([])
  await server.ask('DELETE', `/v1/budgets/${id}`)
})

test('the general budget per person sends no email for each person, but a member’s own budget does', async () => {
  const before = mailsTo(OWNER.email).length
  await budget({ kind: 'person', amount: 0.01, warnAt: 50 })
  await spend(9)
  const { body } = await server.ask<{ member: { id: string } }>('GET', '/v1/me')
  await budget({ kind: 'person', memberId: body.member.id, amount: 1, warnAt: 50 })
  await spend(600)
  await expect.poll(() => mailsTo(OWNER.email), { timeout: 20_000 }).toHaveLength(before + 1)
  expect(mailsTo(OWNER.email).at(-1)).toContain('60 % of 1 EUR')
  const { text } = await server.ask('GET', '/v1/audit-log?limit=100')
  expect(
    [...text.matchAll(/"kind":"person"[^}]*"threshold":"warned"|"threshold":"warned"[^}]*"kind":"person"/g)]
      .length,
  ).toBe(2)
})
