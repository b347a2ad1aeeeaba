import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { follow, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const LONG_WAIT = { timeout: 45_000, interval: 50 }
const BASE = 'You help in a workshop.\nBe brief.\nSay when you do not know.'

let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let agentId: string
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const made = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', instructions: BASE },
  })
  agentId = made.body.id
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId } })
  conversationId = opened.body.id
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const stored = async () => (await server.ask<Agent>('GET', `/v1/agents/${agentId}`)).body

/** Twenty more messages, after which the conversation is read: with this the model suggests. */
async function learn(added: string, reason: string) {
  const { instructions } = await stored()
  const verdict = {
    shouldChange: true,
    reason,
    instructions: `${instructions}\n${added}`,
    confidence: 0.75,
    evidence: [1],
  }
  for (let turn = 1; turn <= 10; turn += 1) {
    models.script({ text: ['It is 3.9 inches long.'] })
    if (turn === 10) models.script({ text: [JSON.stringify(verdict)] })
    const { reply } = await send(server, conversationId, `And in centimetres? (${turn})`)
    await follow(server, reply?.id ?? '')
  }
  await vi.waitUntil(async () => {
    const path = `/v1/agents/${agentId}/suggestions?state=waiting`
    return (await server.ask<{ items: unknown[] }>('GET', path)).body.items.length > 0
  }, LONG_WAIT)
}
const card = (reason: string) => page.getByRole('article', { name: reason })
const answered = () => page.getByRole('region', { name: 'Answered' })

test.skipIf(!hasBrowser)('a suggestion arrives live, shows its evidence, and is applied', async () => {
  await page.goto(`${server.url}/agents/${agentId}/learning`)
  await page.getByText('No suggestions yet').waitFor()
  await keepShot(page, 'learning-1-empty')
  await learn('Give lengths in centimetres.', 'People ask for centimetres each time.')
  const suggested = card('People ask for centimetres each time.')
  await suggested.getByText('Give lengths in centimetres.').waitFor()
  await suggested.getByText('And in centimetres? (1)', { exact: true }).waitFor()
  await suggested.getByText('75% confidence').waitFor()
  await keepShot(page, 'learning-2-waiting')
  await suggested.getByRole('button', { name: 'Apply', exact: true }).click()
  await answered().getByText('Applied').waitFor()
  expect(await stored()).toMatchObject({
    version: 2,
    instructions: `${BASE}\nGive lengths in centimetres.`,
  })
})

test.skipIf(!hasBrowser)('an applied suggestion is undone with one click', async () => {
  await answered().getByRole('button', { name: 'Undo' }).click()
  await answered().getByText('Undone').waitFor()
  expect(await stored()).toMatchObject({ version: 3, instructions: BASE })
})

test.skipIf(!hasBrowser)('one is edited before it is applied', async () => {
  await learn('Name the tools that are needed.', 'People ask which tools they need.')
  const suggested = card('People ask which tools they need.')
  await suggested.getByRole('button', { name: 'Edit' }).click()
  await suggested.getByRole('textbox', { name: 'Instructions' }).fill(`${BASE}\nName every tool first.`)
  await keepShot(page, 'learning-3-editing')
  await suggested.getByRole('button', { name: 'Apply as edited' }).click()
  await answered().getByText('People ask which tools they need.').waitFor()
  await expect.poll(async () => (await stored()).instructions).toBe(`${BASE}\nName every tool first.`)
})

test.skipIf(!hasBrowser)('one is dismissed, and that is taken back', async () => {
  await learn('Greet people in rhyme.', 'Somebody liked rhymes.')
  await card('Somebody liked rhymes.').getByRole('button', { name: 'Dismiss' }).click()
  await answered().getByText('Dismissed').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await card('Somebody liked rhymes.').getByRole('button', { name: 'Dismiss' }).click()
  await answered().getByText('Dismissed').waitFor()
  expect((await stored()).version).toBe(4)
})

test.skipIf(!hasBrowser)(
  'its owner lets it apply suggestions automatically, and the setting stays',
  async () => {
    await page.goto(`${server.url}/agents/${agentId}/learning`)
    await page.getByRole('radio', { name: 'Apply changes automatically when confident' }).check()
    await page.getByRole('textbox', { name: 'Messages between reviews' }).fill('40')
    await expect
      .poll(async () => (await stored()).adaptation)
      .toEqual({ mode: 'self', everyMessages: 40, aboveConfidence: 0.8 })
    await keepShot(page, 'learning-4-answered')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await keepShot(page, 'learning-5-phone-dark')
    await page.getByRole('link', { name: 'Versions' }).click()
    await page.getByText('Current version').waitFor()
    await keepShot(page, 'learning-6-versions-phone-dark')
    await page.setViewportSize({ width: 1280, height: 800 })
  },
)

test.skipIf(!hasBrowser)('a new agent starts from a template, or from a file', async () => {
  await page.goto(`${server.url}/agents/new`)
  await page.getByRole('button', { name: /^Tutor/ }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Tutor')
  await keepShot(page, 'learning-7-template')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Tutor', level: 1 }).waitFor()
  await page.getByRole('main').getByRole('button', { name: 'More actions' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export to file' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Tutor.json')
  await page.getByRole('link', { name: 'Agents' }).last().click()
  const file = {
    format: 'parley-agent',
    schemaVersion: 1,
    agent: { name: 'Traveller', knowledgeBases: [{ name: 'Timetables' }] },
  }
  await page.locator('input[type=file]').setInputFiles({
    name: 'traveller.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  await page.getByRole('heading', { name: 'Traveller', level: 1 }).waitFor()
  await page.getByText('The knowledge base “Timetables”').waitFor()
  await keepShot(page, 'learning-8-imported')
})
