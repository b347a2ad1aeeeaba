import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
  await page.goto(`${server.url}/knowledge`)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const row = (words: string) => page.getByRole('listitem').filter({ hasText: words })

test.skipIf(!hasBrowser)('words are added, changed, filtered by address and removed', async () => {
  await page.getByRole('link', { name: 'Search dictionary' }).click()
  await page.getByRole('heading', { name: 'No words yet' }).waitFor()
  await keepShot(page, 'search-dictionary-empty')
  await page.getByRole('button', { name: 'Add words' }).first().click()
  await page.getByRole('textbox', { name: 'Word' }).fill('C++')
  await keepShot(page, 'search-dictionary-dialog')
  await page.getByRole('button', { name: 'Save' }).click()
  await row('C++').waitFor()

  await page.getByRole('button', { name: 'Add words' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: 'Mean the same' }).check()
  const words = page.getByRole('dialog').getByLabel('Words', { exact: true })
  await words.fill('refund')
  await words.press('Enter')
  await words.fill('退款')
  await page.getByRole('button', { name: 'Save' }).click()
  await row('refund · 退款').waitFor()

  await page.getByRole('button', { name: 'Edit words: C++' }).click()
  await page.getByRole('textbox', { name: 'Word' }).fill('C#')
  await page.getByRole('button', { name: 'Save' }).click()
  await row('C#').waitFor()
  await keepShot(page, 'search-dictionary')

  await page.getByText('Mean the same', { exact: true }).first().click()
  await row('C#').waitFor({ state: 'hidden' })
  expect(new URL(page.url()).searchParams.get('kind')).toBe('same')
  await page.reload()
  await row('refund').waitFor()
  await page.getByRole('button', { name: 'Delete: refund, 退款' }).click()
  await row('refund').waitFor({ state: 'hidden' })
})

test.skipIf(!hasBrowser)('a CSV file adds words, and reports the rows that were skipped', async () => {
  await page.goto(`${server.url}/knowledge/search-dictionary`)
  const content = 'finds,PTO,paid time off\nodd\n'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'words.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByText('1 entry added, 0 there already. 1 row skipped, the first is row 2').waitFor()
  await row('PTO → paid time off').waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  expect((await saved).suggestedFilename()).toBe('search-dictionary.csv')
})

test.skipIf(!hasBrowser)('it fits a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await keepShot(page, 'search-dictionary-phone')
  const tooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(tooWide).toBe(false)
})
