import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { type SmtpSink, startSmtpSink } from '#test/support/smtp-sink.ts'

let sink: SmtpSink
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  sink = await startSmtpSink()
  server = await openTestServer({
    env: {
      PARLEY_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      PARLEY_MAIL_FROM: 'parley@example.com',
      PARLEY_PUBLIC_URL: 'https://parley.example.com/',
    },
  })
  await server.ask('POST', '/v1/agents', { body: { name: 'Ada' } })
  browser = await startBrowser()
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, signedIn.text, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await sink?.close()
})

const SAID = 'Sunday?\r\n\r\nOn Fri, Jan 30, 2026, Ada wrote:\r\n> quoted words\r\n'

const button = (name: string) => page.getByRole('button', { name, exact: true })

test.skipIf(!hasBrowser)(
  'an address is added, tested, written to, answers, is changed and closed',
  async () => {
    await page.goto(`${server.url}/settings/channels`)
    await page.getByText('No channels yet').waitFor()
    await button('Add e-mail').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').first().fill('Help')
    await dialog.getByLabel('Address').first().fill('help@shop.example')
    await dialog.getByLabel('Signature').first().fill('The shop')
    await keepShot(page, 'channels-add')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    const secret = (await page.getByText(/^pm_/).textContent()) ?? ''
    await keepShot(page, 'channels-secret')
    await button('I have copied it').click()
    await button('Send a test').click()
    await page.getByText('Test email sent to help@shop.example.').waitFor()
    expect(sink.mails.map(({ to }) => to)).toEqual(['help@shop.example'])

    const inbound = (await page.locator('code').first().textContent()) ?? ''
    sink.answerOnce('RCPT', '550 nobody of that name')
    const brought = await fetch(inbound, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'message/rfc822' },
      body: `From: Vera <vera@example.com>\r\nSubject: Opening hours\r\nMessage-ID: <1@x>\r\n\r\n${SAID}`,
    })
    expect(brought.status).toBe(200)
    const { conversationId } = (await brought.json()) as { conversationId: string }
    await page.getByText('550 nobody of that name', { exact: false }).waitFor({ timeout: 30_000 })
    await keepShot(page, 'channels-mails')
    await button('Send again').click()
    await page.getByText('Sent', { exact: true }).waitFor({ timeout: 30_000 })
    expect(await page.getByText('The mail server refused', { exact: false }).count()).toBe(0)

    await page.goto(`${server.url}/inbox/${conversationId}`)
    const message = page.getByRole('article', { name: 'Vera' })
    await message.getByText('Sunday?').waitFor()
    expect(await page.getByText('quoted words').count()).toBe(0)
    await message.hover()
    await button('Show full email').click()
    await page.getByRole('note', { name: 'Full email' }).getByText('quoted words').waitFor()
    await keepShot(page, 'channels-whole-mail')
    await button('Show less').click()
    await page.goBack()

    await button('Change').click()
    await dialog.getByLabel('Name').first().fill('Help desk')
    await dialog.getByRole('combobox', { name: 'Signature check' }).click()
    await page.getByRole('option', { name: 'HMAC-SHA256 of the body' }).click()
    expect(await button('Save').isDisabled()).toBe(true)
    await dialog.getByLabel('Signing key').fill('a-key-of-the-mail-service')
    await keepShot(page, 'channels-signing')
    await button('Save').click()
    await page.getByRole('heading', { name: 'Help desk' }).waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 320, height: 800 })
    // A message that is still shown has a button of that name too.
    await page.locator('#content').getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByText('Closed', { exact: true }).waitFor()
    await keepShot(page, 'channels-narrow-dark')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: 'All channels' }).click()
    await page.getByRole('link', { name: 'Help desk' }).waitFor()
    await keepShot(page, 'channels-list-narrow-dark')
  },
)
