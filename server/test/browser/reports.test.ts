import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import { hasBrowser, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { follow, send } from '#test/support/conversation.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

let server: TestServer
let browser: Browser
let customer: Page
let manager: Page
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  const owner = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
  await owner.csat.change({ isOn: true })
  const { id: agentId } = await owner.agents.create({ name: 'Ada' })
  const signedIn = await server.member('end_user')
  const token = signedIn.accessToken
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body: { agentId } })
  conversationId = opened.body.id
  for (const text of ['I want a refund', 'A refund, please', 'human']) {
    const { reply } = await send(server, conversationId, text, { token })
    if (reply) await follow(server, reply.id, undefined, token)
  }
  await owner.inbox.take(conversationId)
  await owner.inbox.answer(conversationId, { parts: [{ type: 'text', text: 'It is on its way.' }] })
  await owner.inbox.change(conversationId, { labels: ['refund'] })
  await owner.inbox.change(conversationId, { state: 'resolved' })
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const options = { viewport: { width: 1280, height: 900 } }
  customer = await openSignedIn(browser, JSON.stringify(signedIn), options)
  manager = await openSignedIn(browser, tokens, { ...options, acceptDownloads: true })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test.skipIf(!hasBrowser)(
  'a customer rates the conversation, in one row, and may change the rating',
  async () => {
    await customer.goto(`${server.url}/conversations/${conversationId}`)
    const asked = customer.getByRole('group', { name: 'How did this conversation go?' })
    await asked.waitFor()
    await lookAround(customer, 'csat-1-asked')
    await asked.getByRole('button', { name: '4/5: Good' }).click()
    await asked.getByRole('textbox').fill('Quick and kind.')
    await lookAround(customer, 'csat-2-words')
    await asked.getByRole('button', { name: 'Send' }).click()
    await customer.getByText('Thank you for your feedback.').waitFor()
    const { body } = await server.ask<{ items: unknown[] }>(
      'GET',
      `/v1/inbox/conversations/${conversationId}/csat-ratings`,
    )
    expect(body.items).toMatchObject([{ score: 4, comment: 'Quick and kind.' }])
    await manager.goto(`${server.url}/inbox/${conversationId}`)
    await manager.getByText('Rated 4 of 5 · Quick and kind.').waitFor()
  },
)

test.skipIf(!hasBrowser)('a manager reads the report, and exports the table', async () => {
  await manager.goto(`${server.url}/inbox`)
  await manager.getByRole('navigation').getByRole('link', { name: 'Reports' }).click()
  await manager.getByRole('button', { name: /^Satisfaction/ }).click()
  await manager.getByRole('img', { name: /^Satisfaction, per Day/ }).waitFor()
  await manager.getByRole('rowheader', { name: 'refund' }).first().waitFor()
  await lookAround(manager, 'reports-1-day')
  expect(new URL(manager.url()).searchParams.get('show')).toBe('satisfaction')
  await manager.getByRole('combobox', { name: 'Per', exact: true }).click()
  await manager.getByRole('option', { name: 'Agent', exact: true }).click()
  const table = manager.getByRole('region', { name: 'Reports · Agent' })
  await table.getByRole('rowheader', { name: 'Ada' }).waitFor()
  const download = manager.waitForEvent('download')
  await manager.getByRole('button', { name: 'Download CSV: Reports · Agent' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text).toMatch(/^\uFEFFAgent,Conversations,/)
  expect(text).toMatch(/\r\nAda,1,0,4,1,/)
  // What is told beside a bar stays where the mouse was, and the window becomes narrower after that.
  await manager.getByRole('img', { name: /^Satisfaction, per Agent/ }).hover({ position: { x: 900, y: 120 } })
  await manager.locator('.recharts-tooltip-wrapper').getByText('Ada').waitFor()
  await manager.getByRole('button', { name: 'Ask for CSAT ratings …' }).click()
  await manager
    .getByRole('dialog')
    .getByRole('switch', { name: /^Ask for a CSAT rating/ })
    .waitFor()
  await lookAround(manager, 'reports-2-asking')
})
