import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settled as followed } from '#test/isolation/settled.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { send } from '#test/support/conversation.ts'
import { newCaller } from '#test/support/inbox-stage.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let browser: Browser
let page: Page
let visitorsId: string

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  const caller = await newCaller(server)
  visitorsId = caller.id
  await caller.say('Where is my parcel?')
  const own = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: caller.agentId },
  })
  await send(server, own.body.id, 'What do we pay for a parcel?')
  await followed(server.app)
  const tokens = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  browser = await startBrowser()
  page = await openSignedIn(browser, tokens.text, { viewport: { width: 1440, height: 900 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const row = (name: RegExp) =>
  page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name })

test.skipIf(!hasBrowser)(
  'customers’ conversations are not listed among one’s own, except on request',
  async () => {
    await page.goto(`${server.url}/conversations`)
    await row(/What do we pay/).waitFor()
    expect(await row(/Where is my parcel/).count()).toBe(0)
    await keepShot(page, 'own-conversations-1')
    await page.getByRole('searchbox').fill('parcel')
    await page.locator('mark').first().waitFor()
    expect(await row(/Where is my parcel/).count()).toBe(0)
    await page.goto(`${server.url}/conversations?whose=inbox`)
    await row(/Where is my parcel/).waitFor()
  },
)

test.skipIf(!hasBrowser)('a customer’s conversation is read there, and answered in the Inbox', async () => {
  await page.goto(`${server.url}/conversations/${visitorsId}`)
  await page.getByRole('link', { name: 'Open in Inbox' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
  await keepShot(page, 'own-conversations-2')
  await page.getByRole('link', { name: 'Open in Inbox' }).click()
  await page.waitForURL(`**/inbox/${visitorsId}`)
})

test.skipIf(!hasBrowser)('global search links to where a conversation is answered', async () => {
  await page.goto(`${server.url}/conversations`)
  await row(/What do we pay/).waitFor()
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByPlaceholder(/./).last().fill('where parcel')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Where is my parcel/ })
    .first()
    .click()
  await page.waitForURL(`**/inbox/${visitorsId}*`)
})

test.skipIf(!hasBrowser)('a new knowledge base is used by the first agent', async () => {
  await page.goto(`${server.url}/knowledge`)
  await page.getByRole('button', { name: 'New knowledge base' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Prices')
  await dialog.getByText('Agents that answer from it.').waitFor()
  await keepShot(page, 'own-conversations-3-knowledge-base')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL('**/knowledge/*')
  const { items } = (
    await server.ask<{ items: { id: string; name: string }[] }>('GET', '/v1/knowledge-bases')
  ).body
  const knowledgeBaseId = items.find(({ name }) => name === 'Prices')?.id
  const agents = await server.ask<{ items: { knowledgeBaseIds: string[] }[] }>('GET', '/v1/agents')
  expect(agents.body.items[0]?.knowledgeBaseIds).toContain(knowledgeBaseId)
})
