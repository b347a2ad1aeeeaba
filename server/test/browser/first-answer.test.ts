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
const KEY = 'sk-any-key'
const HELLO = 'Hello? [[say Good day to you.]]'
const HOURS_TABLE =
  '| Days | Opens | Closes | From |\n| --- | --- | --- | --- |\n| Monday to Friday | nine in the morning | six | 2026-12-01 |'
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
  models = await startModelServer({ apiKey: KEY })
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

/** A fresh server with these variables, and its owner on the welcome page. */
async function arrive(
  options: Parameters<Browser['newContext']>[0] = {},
  environment: Record<string, string> = {},
) {
  database = await freshDatabase()
  server = await startChildServer({
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    ...environment,
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
  await page
    .getByRole('button', { name: /^(Later|以后再说|Ask your own question)$/ })
    .first()
    .waitFor()
  clicks = 1
}

const click = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
  clicks++
  await page.getByRole(role, { name, exact: true }).first().click()
}
const fillForm = async () => {
  await page.getByLabel('Base URL').fill(models.openaiBaseUrl)
  await page.getByLabel('API key', { exact: true }).fill(KEY)
}
const connect = async () => {
  await fillForm()
  await click('Connect')
  await seeToast('openai/scripted-large is now the default model.')
}
const seeToast = (text: string) => page.getByRole('status').getByText(text).waitFor({ timeout: 20_000 })
/** Whether somebody who clicks there writes a message, whatever else stands on the page. */
const canWrite = () =>
  page.getByRole('textbox', { name: 'Message' }).evaluate((field) => {
    const { left, top, width, height } = field.getBoundingClientRect()
    const hit = [0.05, 0.5, 0.95].map((share) =>
      document.elementFromPoint(left + width * share, top + height / 2),
    )
    return hit.every((element) => element === field)
  })
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
  await click('Ask your own question')
  await ask(HELLO, 'Good day to you.')
  expect(clicks).toBeLessThanOrEqual(MODEL_CLICKS_MAX)
  await keepShot(page, 'first-answer-3-answered')
  expect(await page.getByRole('button', { name: 'Undo' }).isVisible()).toBe(true)
  expect(await canWrite()).toBe(true)
  await page.setViewportSize({ width: 390, height: 844 })
  await keepShot(page, 'first-answer-3-phone')
  expect(await canWrite()).toBe(true)
  models.script({ text: [HOURS_TABLE] })
  await ask('Since when?', '2026-12-01')
  // A date in a narrow table stays in one piece.
  const lines = await page.getByRole('cell', { name: '2026-12-01' }).evaluate((cell) => {
    const words = document.createRange()
    words.selectNodeContents(cell)
    return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size
  })
  expect(lines).toBe(1)
})

test.skipIf(!hasBrowser)('ask, connect, ask', async () => {
  await arrive()
  await click('Later')
  await click('Where is the data kept?')
  await page.getByText('on your own server').first().waitFor()
  await page.getByRole('link', { name: 'Quoted from documents (no model)' }).waitFor()
  await ask('Will it rain in Paris?', 'I don’t know')
  // What was not found was not answered from documents.
  await page.getByRole('link', { name: 'Answered without a model' }).waitFor()
  await page.goBack()
  await click('Connect a model')
  await connect()
  await click('Ask your own question')
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
  await click('Quoted from documents (no model)', 'link')
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
  await page.getByText('offline/extractive is now the default model.').waitFor({ timeout: 20_000 })
  await click('Connect a provider')
  await connect()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Default model' }).inputValue())
    .toBe('offline/extractive')
})

test.skipIf(!hasBrowser)('connect one that fails its test first', async () => {
  await arrive()
  await page.getByLabel('Base URL').fill(models.openaiBaseUrl)
  await page.getByLabel('API key', { exact: true }).fill('sk-wrong')
  await click('Test')
  await page.getByRole('alert').getByText('The provider rejected this key').waitFor()
  await click('Connect')
  await page.getByText('Choose at least one model.').waitFor()
  await connect()
  await click('Ask your own question')
  await ask(HELLO, 'Good day to you.')
})

test.skipIf(!hasBrowser)('connect two: the first stays the default, the second is chosen', async () => {
  await arrive()
  await connect()
  await page.goto(`${server.url}/settings/models`)
  await click('Connect a provider')
  await page.getByRole('dialog').getByLabel('Provider').first().click()
  await page.getByRole('option', { name: 'Other (OpenAI-compatible)' }).click()
  await fillForm()
  await click('Connect')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const standard = page.getByRole('combobox', { name: 'Default model' })
  expect(await standard.inputValue()).toBe('openai/scripted-large')
  await standard.click()
  await page.getByRole('option', { name: /^openai-compatible.*scripted-large$/ }).click()
  await expect.poll(() => standard.inputValue()).toMatch(/^openai-compatible/)
  await click('Conversations', 'link')
  await ask(HELLO, 'Good day to you.')
  await page
    .locator('article')
    .getByTitle(/^openai-compatible/)
    .waitFor()
})

test.skipIf(!hasBrowser)('a model from the environment: ask immediately', async () => {
  await arrive({}, { OPENAI_BASE_URL: models.openaiBaseUrl, OPENAI_API_KEY: KEY, OPENAI_MODEL: 'scripted' })
  expect(await page.getByLabel('API key', { exact: true }).count()).toBe(0)
  await click('Ask your own question')
  await ask(HELLO, 'Good day to you.')
  expect(clicks).toBeLessThanOrEqual(2)
  await page.goto(`${server.url}/settings/models`)
  await page.getByText('Agents use the server models below.').waitFor()
})

test.skipIf(!hasBrowser)(
  'nothing is disabled without a reason, and no error blames an address nobody typed',
  async () => {
    await arrive({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await click('Connect')
    await page.getByText('Enter the provider’s API key.').waitFor()
    await page.getByLabel('Provider').first().click()
    await page.getByRole('option', { name: 'Ollama' }).click()
    await click('Connect')
    await page.getByText('Ollama is not responding.').waitFor()
    await page.getByText('Choose at least one model.').waitFor()
    await keepShot(page, 'first-answer-7-phone-dark')
    expect(await page.getByRole('main').textContent()).not.toContain('No response from this URL')
  },
)

test.skipIf(!hasBrowser)('in Chinese as well', async () => {
  await arrive({ locale: 'zh-CN' })
  await page.getByLabel('地址').fill(models.openaiBaseUrl)
  await page.getByLabel('API 密钥', { exact: true }).fill(KEY)
  await click('测试')
  await page.getByText('scripted-large').first().waitFor()
  await keepShot(page, 'first-answer-8-zh')
  await click('连接')
  await page.getByText('默认模型已改为 openai/scripted-large。').waitFor()
  await keepShot(page, 'first-answer-9-zh-connected')
})
