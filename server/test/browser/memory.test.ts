import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Memory } from '#contract/shapes/memory.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { follow, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled } from '../isolation/settled.ts'
import { lookAround } from './views/look-around.ts'

let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let agentId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer({ reply: { text: ['{"changes": []}'] } })
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const made = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  agentId = made.body.id
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const stored = async () => (await server.ask<{ items: Memory[] }>('GET', '/v1/memories')).body.items
async function say(text: string, memories: string[], answer = 'Noted.') {
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId } })
  const changes = memories.map((memory) => ({ do: 'add', kind: 'person', text: memory, message: 1 }))
  models.script({ text: [answer] }, { text: [JSON.stringify({ changes })], when: '<said>' })
  const { reply } = await send(server, body.id, text)
  await follow(server, reply?.id ?? '')
  await settled(server.app)
  return body.id
}
const row = (text: string) => page.getByRole('listitem').filter({ hasText: text })

test.skipIf(!hasBrowser)('memory is turned on for an agent', async () => {
  await page.goto(`${server.url}/agents/${agentId}`)
  const remembers = page.getByRole('switch', { name: 'Remembers people' })
  expect(await remembers.isChecked()).toBe(false)
  await remembers.check({ force: true })
  await page.getByRole('button', { name: 'Publish' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await expect.poll(async () => (await server.ask('GET', `/v1/agents/${agentId}`)).body.remembers).toBe(true)
})

test.skipIf(!hasBrowser)('a memory appears live, and links to its message', async () => {
  await page.goto(`${server.url}/settings/memory`)
  await page.getByText('Nothing remembered yet').waitFor()
  await say('I am vegetarian, and a nurse in Berlin.', ['Is vegetarian', 'Works as a nurse in Berlin'])
  await row('Is vegetarian').waitFor()
  await keepShot(page, 'memory-1-list')
  await row('Is vegetarian').getByRole('link', { name: 'From your message' }).click()
  await page.getByText('I am vegetarian, and a nurse in Berlin.').first().waitFor()
})

test.skipIf(!hasBrowser)('a later answer shows what it remembered', async () => {
  const conversationId = await say('Cook me something vegetarian', [], 'Lentil curry, then.')
  await page.goto(`${server.url}/conversations/${conversationId}`)
  await page.getByText('Recalled 2 memories').click()
  await page.getByText('Is vegetarian').waitFor()
  await lookAround(page, 'memory-2-recalled')
})

test.skipIf(!hasBrowser)('memories are found, added, changed, erased and restored', async () => {
  await page.goto(`${server.url}/settings/memory`)
  await page.getByRole('button', { name: 'Add a memory' }).click()
  await page.getByRole('textbox', { name: 'What it should know' }).fill('Wants short answers')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row('Wants short answers').waitFor()

  await page.getByRole('searchbox', { name: 'Search memory' }).fill('nurse')
  await row('Is vegetarian').waitFor({ state: 'detached' })
  expect(new URL(page.url()).searchParams.get('search')).toBe('nurse')
  await page.getByRole('button', { name: 'Change this memory: Works as a nurse in Berlin' }).click()
  await page.getByRole('textbox', { name: 'What it should know' }).fill('Works as a nurse in Hamburg')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row('Works as a nurse in Hamburg').getByText('In your own words').waitFor()
  await page.getByRole('searchbox', { name: 'Search memory' }).fill('')

  await page.getByRole('button', { name: 'Erase: Is vegetarian' }).click()
  await row('Is vegetarian').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await row('Is vegetarian').waitFor()
  expect(await stored()).toHaveLength(3)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Erase everything' }).click()
  await page.getByText('Nothing remembered yet').waitFor()
  await expect.poll(async () => (await stored()).length).toBe(0)
  // What comes afterwards is seen again.
  await page.getByRole('button', { name: 'Add a memory' }).click()
  await page.getByRole('textbox', { name: 'What it should know' }).fill('Plays chess')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row('Plays chess').waitFor()
})
