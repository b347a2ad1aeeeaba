import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { takeDue } from '#platform/queue/scheduled-jobs.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { steeredClock } from '#test/support/clock.ts'
import { follow, scriptedModels, send } from '#test/support/conversation.ts'
import { lookForJobs } from '#test/support/look-for-jobs.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

const clock = steeredClock()
const HOUR = 3_600_000
let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let agentId: string
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models), now: clock.now })
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  agentId = (await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  const opened = await server.ask<Conversation>('POST', '/v1/conversations', { body: { agentId } })
  conversationId = opened.body.id
  page = await openSignedIn(browser, tokens, {
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Asia/Taipei',
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const stored = async () => (await server.ask<Agent>('GET', `/v1/agents/${agentId}`)).body.proactiveMessages
const preferences = async () => (await server.ask('GET', '/v1/proactive-preferences')).body
const conversation = async () =>
  (await server.ask<Conversation>('GET', `/v1/conversations/${conversationId}`)).body
const pass = async (ms: number) => {
  clock.pass(ms)
  await takeDue(server.app.database, randomUUID(), clock.now(), { underWayMax: 10, lostAfterMs: HOUR })
  lookForJobs(server.app)
}
const menu = async (item: string | RegExp) => {
  await page.getByRole('main').getByRole('button', { name: 'More actions' }).last().click()
  await page.getByRole('menuitem', { name: item }).click()
}

test.skipIf(!hasBrowser)('its owner lets an agent write first, as seldom as they like', async () => {
  await page.goto(`${server.url}/agents/${agentId}/proactive`)
  await page.getByRole('switch', { name: 'Send proactive messages' }).click()
  await page.getByRole('textbox', { name: 'Maximum per person and day' }).fill('3')
  await expect.poll(stored).toMatchObject({ speaksFirst: true, perDay: 3, unansweredMax: 1 })
  await lookAround(page, 'speaks-first-1-agent')
})

test.skipIf(!hasBrowser)('a person consents, and sets quiet hours in their own time zone', async () => {
  await page.goto(`${server.url}/settings/proactive`)
  await page.getByRole('switch', { name: 'Agents may write to me first' }).click()
  await expect.poll(preferences).toMatchObject({ agrees: true, timeZone: 'Asia/Taipei', quietFrom: '22:00' })
  await page.getByLabel('From', { exact: true }).fill('00:00')
  await page.getByLabel('Until', { exact: true }).fill('00:00')
  await page.getByLabel('From', { exact: true }).focus()
  await expect.poll(preferences).toMatchObject({ quietFrom: '00:00', quietTo: '00:00' })
  await page.getByText('May write', { exact: true }).click()
  await expect.poll(preferences).toMatchObject({ agents: [{ agentId, agrees: true }] })
  await page.getByText('No scheduled messages').waitFor()
  await lookAround(page, 'speaks-first-2-preferences')
})

test.skipIf(!hasBrowser)('it speaks first, live, to the person who is online', async () => {
  models.script({ text: ['Paint the ceiling first.'] })
  const sent = await send(server, conversationId, 'I am going to repaint the kitchen.')
  await follow(server, sent.reply?.id ?? '')
  await page.goto(`${server.url}/conversations/${conversationId}`)
  await page.getByText('Paint the ceiling first.').waitFor()
  await expect.poll(async () => (await conversation()).unreadCount).toBe(0)
  const text = 'How is the kitchen coming along?'
  models.script({ text: [JSON.stringify({ action: 'continue', text, reason: 'It was left open.' })] })
  await pass(HOUR + 60_000)
  await page.getByText(text).waitFor()
  await page.getByText('Proactive message').waitFor()
  await lookAround(page, 'speaks-first-3-message')
})

test.skipIf(!hasBrowser)('a reminder is scheduled, cancelled and restored, and sent', async () => {
  await menu('Schedule a message')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Buy brushes.')
  // In three hours of ours, as the browser in Taipei writes it: the server's clock is an hour ahead already.
  const moment = new Date(Date.now() + (3 + 8) * HOUR).toISOString().slice(0, 16)
  await dialog.getByLabel('When').fill(moment)
  await dialog.getByRole('button', { name: 'Schedule a message' }).click()
  await dialog.getByRole('button', { name: 'Cancel “Buy brushes.”' }).waitFor()
  await lookAround(page, 'speaks-first-4-schedule')
  await dialog.getByRole('button', { name: 'Cancel “Buy brushes.”' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await dialog.getByRole('button', { name: 'Cancel “Buy brushes.”' }).waitFor()
  await page.keyboard.press('Escape')
  await page.goto(`${server.url}/settings/proactive`)
  await page.getByText('Buy brushes.').waitFor()
  await keepShot(page, 'speaks-first-5-scheduled')
  await page.getByRole('link', { name: 'Open the conversation' }).click()
  await pass(3 * HOUR)
  await page.getByText('Scheduled message').waitFor()
  await page.getByText('Buy brushes.').waitFor()
})

test.skipIf(!hasBrowser)('a conversation is muted in its menu', async () => {
  await menu(/^Mute/)
  await expect.poll(async () => (await conversation()).muted).toBe(true)
  await menu(/^Unmute/)
  await expect.poll(async () => (await conversation()).muted).toBe(false)
})
