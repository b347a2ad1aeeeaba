import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'

// From the command to the first sourced answer, by clicking what is offered and reading nothing.

const MINUTE_MS = 60_000

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: ChildServer
let browser: Browser
let page: Page
let begunAt: number

beforeAll(async () => {
  if (!hasBrowser) return
  database = await freshDatabase()
  browser = await startBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  begunAt = performance.now()
  server = await startChildServer({
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
  })
})
afterAll(async () => {
  if (!hasBrowser) return
  await browser.close()
  await server.kill('SIGTERM')
  await database.drop()
})

test.skipIf(!hasBrowser)('the first sourced answer appears within a minute', async () => {
  const token = /\/setup#token=(\S+)/.exec(server.output())?.[1]
  await page.goto(`${server.url}/setup#token=${token}`)
  await page.getByLabel('您的名字').or(page.locator('input[name=name]')).first().fill('小安')
  await page.locator('input[name=email]').fill('ana@example.com')
  await page.locator('input[type=password]').fill('a long walk home')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '以后再说' }).waitFor()
  await keepShot(page, 'first-minute-1-model')
  await page.getByRole('button', { name: '以后再说' }).click()
  await page.getByRole('button', { name: '数据保存在哪里？' }).waitFor()
  await keepShot(page, 'first-minute-2-questions')
  await page.getByRole('button', { name: '数据保存在哪里？' }).click()
  await page.getByText('所有数据都保存在您自己的服务器上').first().waitFor()
  const source = page.getByRole('link', { name: /认识 Parley\.md/ }).first()
  await source.waitFor()
  const tookMs = performance.now() - begunAt
  console.log(`From the command to the first sourced answer: ${(tookMs / 1000).toFixed(1)} s`)
  await keepShot(page, 'first-minute-3-answer')
  expect(tookMs).toBeLessThan(MINUTE_MS)
})

test.skipIf(!hasBrowser)('every suggested question gets a sourced answer, in English as well', async () => {
  const tokens = await page.context().storageState()
  const context = await browser.newContext({ storageState: tokens, locale: 'en-GB' })
  const english = await context.newPage()
  await english.addInitScript(() => localStorage.setItem('parley.language', 'en'))
  for (const [question, answer] of [
    ['How do I add my own documents?', 'drop files on the page'],
    ['How do I connect a model?', 'choose a provider and paste its API key'],
    ['Where is the data kept?', 'on your own server'],
    ['How do I invite colleagues?', 'choose Invite'],
  ] as const) {
    await english.goto(`${server.url}/welcome?step=ask`)
    await english.getByRole('button', { name: question }).click()
    await english.getByRole('main').getByText(answer).first().waitFor()
    await english
      .getByRole('main')
      .getByRole('link', { name: /About Parley\.md/ })
      .first()
      .waitFor()
  }
  await english.setViewportSize({ width: 390, height: 844 })
  await english.emulateMedia({ colorScheme: 'dark' })
  await english.goto(`${server.url}/welcome`)
  await english.getByRole('button', { name: 'Later' }).waitFor()
  await keepShot(english, 'first-minute-4-phone-dark')
})
