import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, startBrowser, watchForeignRequests } from '#test/support/browser.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'

// From the printed link to the first answer of a connected model, whatever is done first.

const MODEL_CLICKS_MAX = 6
const SOURCED_CLICKS_MAX = 8
const HANDBOOK =
  '# Opening hours\n\nThe shop opens at nine in the morning and closes at six in the evening.\n'
const HELLO = 'Hello? [[say Good day to you.]]'
const HOURS = 'When does the shop open? [[say The shop opens at nine in the morning.]]'

let models: ModelServer
let browser: Browser
let database: Awaited<ReturnType<typeof freshDatabase>>
let server: ChildServer
let page: Page
let clicks = 0
let foreign: string[]

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await models?.close()
})
afterEach(async () => {
  if (!hasBrowser) return
  // Nobody may ever read what no model said once one is connected.
  expect(await page.getByRole('main').textContent()).not.toMatch(/simulated/i)
  expect(foreign).toEqual([])
  await page.context().close()
  await server.kill('SIGTERM')
  await database.drop()
})

/** A fresh server, and its owner on the welcome page. */
async function arrive(options: Parameters<Browser['newContext']>[0] = {}) {
  database = await freshDatabase()
  server = await startChildServer({
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
  })
  const token = /\/setup#token=(\S+)/.exec(server.output())?.[1]
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  page = await context.newPage()
  foreign = watchForeignRequests(page, server.url)
  await page.goto(`${server.url}/setup#token=${token}`)
  await page.locator('input[name=name]').or(page.getByLabel('Your name')).first().fill('Ana')
  await page.locator('input[name=email]').fill('ana@example.com')
  await page.locator('input[type=password]').fill('a long walk home')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^(Later|以后再说)$/ }).waitFor()
  clicks = 1
}

const click = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
  clicks++
  await page.getByRole(role, { name, exact: true }).first().click()
}
const fillForm = async () => {
  await page.getByLabel('Address').fill(models.openaiBaseUrl)
  await page.getByLabel('Key', { exact: true }).fill('sk-any-key')
}
const connect = async () => {
  await fillForm()
  await click('Connect')
  await page.getByText('openai/scripted-large is the default model now.').waitFor()
}
const ask = async (question: string, answer: string) => {
  await page.getByRole('textbox', { name: 'Message' }).fill(question)
  await page.keyboard.press('Enter')
  await page.locator('article[data-state=completed]').getByText(answer).first().waitFor()
}
const upload = async () => {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'handbook.md', mimeType: 'text/markdown', buffer: Buffer.from(HANDBOOK) })
  // Choosing a file is two clicks by hand.
  clicks += 2
  await page.getByRole('link', { name: 'handbook.md' }).waitFor({ timeout: 45_000 })
}
const seeSource = () =>
  page
    .getByRole('link', { name: /handbook\.md/ })
    .first()
    .waitFor()

test.skipIf(!hasBrowser)('connect, ask', async () => {
  await arrive()
  await fillForm()
  await keepShot(page, 'first-answer-1-welcome')
  await connect()
  await keepShot(page, 'first-answer-2-connected')
  await click('Ask your own')
  await ask(HELLO, 'Good day to you.')
  expect(clicks).toBeLessThanOrEqual(MODEL_CLICKS_MAX)
  await keepShot(page, 'first-answer-3-answered')
})

test.skipIf(!hasBrowser)('ask, connect, ask', async () => {
  await arrive()
  await click('Later')
  await click('Where is the data kept?')
  await page.getByText('on your own server').first().waitFor()
  await page.goBack()
  await click('Connect a model')
  await connect()
  await click('Ask your own')
  await ask(HELLO, 'Good day to you.')
  expect(clicks).toBeLessThanOrEqual(MODEL_CLICKS_MAX + 1)
})

test.skipIf(!hasBrowser)('upload, ask, connect, ask', async () => {
  await arrive()
  await click('Later')
  await keepShot(page, 'first-answer-4-ask')
  await click('Add your documents', 'link')
  await upload()
  await keepShot(page, 'first-answer-5-documents')
  await click('Conversations', 'link')
  await page.getByRole('textbox', { name: 'Message' }).fill('When does the shop open?')
  await page.keyboard.press('Enter')
  await page.getByText('The shop opens at nine in the morning').first().waitFor()
  await seeSource()
  expect(clicks).toBeLessThanOrEqual(SOURCED_CLICKS_MAX)
  await click('Answered from documents (no model)', 'link')
  await click('Connect a provider')
  await connect()
  await click('Conversations', 'link')
  await ask(HOURS, 'The shop opens at nine in the morning.')
  await seeSource()
})

test.skipIf(!hasBrowser)('connect, upload, ask', async () => {
  await arrive()
  await connect()
  await click('Add your documents', 'link')
  await upload()
  await click('Conversations', 'link')
  await ask(HOURS, 'The shop opens at nine in the morning.')
  await seeSource()
  expect(clicks).toBeLessThanOrEqual(SOURCED_CLICKS_MAX)
})

test.skipIf(!hasBrowser)('skip, settings, connect, ask, and take the default back', async () => {
  await arrive()
  await click('Skip', 'link')
  await click('Settings', 'link')
  await click('Models', 'link')
  await click('Connect a provider')
  await connect()
  await keepShot(page, 'first-answer-6-settings')
  await click('Conversations', 'link')
  await ask(HELLO, 'Good day to you.')
  await page.goto(`${server.url}/settings/models`)
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('offline/extractive is the default model now.').waitFor({ timeout: 20_000 })
  await click('Connect a provider')
  await connect()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Default model' }).inputValue())
    .toBe('offline/extractive')
})

test.skipIf(!hasBrowser)(
  'nothing is grey without a reason, nor blamed on an address nobody typed',
  async () => {
    await arrive({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await click('Connect')
    await page.getByText('this kind of provider needs a key').waitFor()
    await page.getByLabel('Provider').first().click()
    await page.getByRole('option', { name: 'Ollama' }).click()
    await click('Connect')
    await page.getByText('Ollama does not answer.').waitFor()
    await page.getByText('Choose at least one model.').waitFor()
    await keepShot(page, 'first-answer-7-phone-dark')
    expect(await page.getByRole('main').textContent()).not.toContain('Nobody answers')
  },
)

test.skipIf(!hasBrowser)('in Chinese as well', async () => {
  await arrive({ locale: 'zh-CN' })
  await page.getByLabel('地址').fill(models.openaiBaseUrl)
  await page.getByLabel('密钥', { exact: true }).fill('sk-any-key')
  await click('测试')
  await page.getByText('scripted-large').first().waitFor()
  await keepShot(page, 'first-answer-8-zh')
  await click('连接')
  await page.getByText('默认模型已改为 openai/scripted-large。').waitFor()
  await keepShot(page, 'first-answer-9-zh-connected')
})
