import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, startBrowser, watchForeignRequests } from '#test/support/browser.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'

const HANDBOOK = `# Opening hours

The shop opens at nine in the morning and closes at six in the evening, from Monday to Saturday.

# 退款政策

商品可在三十天內退貨。退款將在五個工作日內完成。
`

let database: Awaited<ReturnType<typeof freshDatabase>>
let env: Record<string, string>
let server: ChildServer
let browser: Browser
let page: Page
let foreign: string[]

beforeAll(async () => {
  if (!hasBrowser) return
  database = await freshDatabase()
  env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
  }
  server = await startChildServer(env)
  browser = await startBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  foreign = watchForeignRequests(page, server.url)
})
afterAll(async () => {
  if (!hasBrowser) return
  await browser.close()
  await server.kill('SIGTERM')
  await database.drop()
})

const ask = async (question: string) => {
  await page.getByRole('textbox', { name: 'Message' }).fill(question)
  await page.keyboard.press('Enter')
}

test.skipIf(!hasBrowser)('a newcomer opens the printed link and is the owner', async () => {
  const token = /\/setup#token=(\S+)/.exec(server.output())?.[1]
  await page.goto(`${server.url}/setup#token=${token}`)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByLabel('E-mail').fill('ana@example.com')
  await page.locator('input[type=password]').fill('a long walk home')
  await keepShot(page, 'newcomer-1-set-up')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('link', { name: 'Skip', exact: true }).click()
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await keepShot(page, 'newcomer-2-welcome')
})

test.skipIf(!hasBrowser)('uploads a document', async () => {
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await page.getByRole('link', { name: /^Documents/ }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'handbook.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(HANDBOOK),
  })
  await page.getByRole('link', { name: 'handbook.md' }).waitFor({ timeout: 45_000 })
  await keepShot(page, 'newcomer-3-document')
})

test.skipIf(!hasBrowser)('asks, and watches a sourced answer arrive', async () => {
  await page.getByRole('link', { name: 'Conversations' }).click()
  await ask('When does the shop open?')
  await page.getByText('The shop opens at nine in the morning').waitFor()
  const source = page.getByRole('link', { name: /handbook\.md/ }).first()
  await source.waitFor()
  // Who wonders about the words of such an answer finds out why, and what to do about it.
  expect(
    await page.getByRole('link', { name: 'Quoted from documents (no model)' }).first().getAttribute('href'),
  ).toBe('/settings/models')
  await keepShot(page, 'newcomer-4-answer')
  await ask('退款多久完成？')
  await page.getByText('退款將在五個工作日內完成').first().waitFor()
  await source.click()
  await page.getByText('from Monday to Saturday').first().waitFor()
  expect(page.url()).toContain('/knowledge/documents/')
  await keepShot(page, 'newcomer-5-source')
})

test.skipIf(!hasBrowser)(
  'finds everything again after the server was killed, without signing in again',
  async () => {
    await server.kill('SIGKILL')
    server = await startChildServer({ ...env, PORT: new URL(server.url).port })
    await page.goto(`${server.url}/conversations`)
    await page
      .getByRole('link', { name: /When does the shop open/ })
      .first()
      .click()
    await page.getByText('The shop opens at nine in the morning').waitFor()
  },
)

test.skipIf(!hasBrowser)('reads it on a phone and in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('The shop opens at nine in the morning').waitFor()
  await keepShot(page, 'newcomer-6-phone-dark')
})

test.skipIf(!hasBrowser)('and no other host was contacted', () => {
  expect(foreign).toEqual([])
})
