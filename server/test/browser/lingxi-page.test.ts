import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { hasBrowser, keepShot, startBrowser, watchForeignRequests } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let browser: Browser
let url: string

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

async function open(options: BrowserContextOptions = desktop): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB', ...options })).newPage()
  await page.goto(`${url}/`)
  return page
}

async function signIn(page: Page, password = OWNER.password) {
  await page.getByLabel('Name').fill(OWNER.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function say(page: Page, words: string, answer: string) {
  models.script({ text: [answer] })
  await page.getByRole('textbox', { name: 'Message' }).fill(words)
  await page.keyboard.press('Enter')
  await page.locator('#chat-messages .agent', { hasText: answer }).waitFor()
}

describe.skipIf(!hasBrowser && process.env.CI !== 'true')('the old page of Lingxi', () => {
  beforeAll(async () => {
    models = await startModelServer()
    server = await openTestServer({
      env: scriptedModels(models),
      listeners: [
        { port: 0, dialects: ['native'] },
        { port: 0, dialects: ['lingxi'] },
      ],
    })
    url = server.doors[1]?.url ?? ''
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    await models.close()
  })

  test('shows nothing without signing in, then talks, shapes, deletes and undoes it', async () => {
    const page = await open()
    const foreign = watchForeignRequests(page, url)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    await signIn(page, 'wrong and wrong')
    await page.getByRole('alert').getByText('No active account').waitFor()
    await keepShot(page, 'lingxi-sign-in')
    await signIn(page)
    await page.getByText('Say hello').waitFor()
    await say(page, 'Hello', 'Hi, <b>you</b>.')
    // What a model wrote is text, never markup.
    expect(await page.locator('#chat-messages b').count()).toBe(0)
    await page.getByRole('heading', { name: 'Hi, <b>you</b>.' }).waitFor()
    await keepShot(page, 'lingxi-chat')

    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog').waitFor()
    await page.getByLabel('Personality of your companion').fill('You are warm.')
    await keepShot(page, 'lingxi-settings')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()

    await page.reload()
    await page.locator('#chat-messages .user', { hasText: 'Hello' }).waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Say hello').waitFor()
    await page.locator('#session-list li').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('#chat-messages .user', { hasText: 'Hello' }).waitFor()

    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.getByLabel('Personality of your companion').inputValue()).toBe('You are warm.')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export my data' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^lingxi_export_\d{8}_\d{6}\.json$/)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await page.locator('#chat-messages').isVisible()).toBe(false)
    expect([...foreign, ...problems]).toEqual([])
  })

  test.each([
    ['zh-CN', '登录', '打个招呼吧', '退出登录'],
    ['zh-TW', '登入', '打聲招呼吧', '登出'],
  ])('speaks the Chinese of the browser: %s', async (locale, signInWord, hello, signOutWord) => {
    const page = await open({ ...desktop, locale })
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await page.locator('#username').fill(OWNER.email)
    await page.locator('#password').fill(OWNER.password)
    await page.getByRole('button', { name: signInWord }).click()
    await page.locator('#session-list').waitFor({ state: 'attached' })
    await page.locator('#new-session-btn').click()
    await page.getByText(hello).waitFor()
    await page.locator('#settings-btn').click()
    await page.getByRole('button', { name: signOutWord }).waitFor()
    await keepShot(page, `lingxi-${locale}`)
    for (const place of ['#compose', 'aside > button', 'dialog'])
      for (const words of await page.locator(place).allInnerTexts()) expect(words).not.toMatch(/[a-z]{2,}/i)
  })

  test('fits a phone, in the dark', async () => {
    const page = await open({ ...phone, colorScheme: 'dark' })
    await signIn(page)
    await page.locator('#session-list').waitFor()
    await say(page, 'A rather long question, to see how lines break?', 'A rather long answer. '.repeat(20))
    await keepShot(page, 'lingxi-phone')
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
  })
})
