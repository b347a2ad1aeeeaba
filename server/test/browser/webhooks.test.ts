import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'

let receiver: WebhookReceiver
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  receiver = await startWebhookReceiver()
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  browser = await startBrowser()
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, signedIn.text, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await receiver?.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })

test.skipIf(!hasBrowser)('a webhook is added, tested, fails, is disabled and resumes', async () => {
  await page.goto(`${server.url}/settings/webhooks`)
  await page.getByText('No webhooks yet').waitFor()
  await keepShot(page, 'webhooks-none')
  await button('Add a webhook').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Our shop')
  await dialog.getByLabel('URL').fill('http://10.0.0.1/hook')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await dialog.getByText('private network', { exact: false }).waitFor()
  await keepShot(page, 'webhooks-refused')
  await dialog.getByLabel('URL').fill(receiver.address('/hook'))
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText(/^whsec_/).waitFor()
  await keepShot(page, 'webhooks-secret')
  await button('I have copied it').click()

  await button('Send a test').click()
  await page.getByText('Test delivered.').waitFor()
  receiver.answer('/hook', (response) => response.writeHead(500, { 'x-why': 'ill' }).end('Out of order.'))
  await button('Send a test').click()
  const failed = page.getByRole('listitem').filter({ hasText: 'The request was rejected.' })
  await failed.waitFor()
  await failed.getByText('Details').click()
  await failed.getByText('x-why: ill').waitFor()
  await keepShot(page, 'webhooks-deliveries')
  await page.getByText('Delivered', { exact: true }).first().click()
  await expect.poll(() => new URL(page.url()).searchParams.get('outcome')).toBe('delivered')
  await expect.poll(() => failed.count()).toBe(0)

  const { body } = await server.ask<{ id: string }>('POST', '/v1/contacts', { body: { name: 'Vera' } })
  expect(body.id).not.toBe('')
  await button('Change').click()
  await dialog.getByRole('combobox', { name: 'Events' }).click()
  await page.getByRole('option', { name: 'Contact added' }).click()
  await dialog.getByLabel('Name').click()
  await button('Save').click()
  await dialog.waitFor({ state: 'detached' })
  await server.ask('POST', '/v1/contacts', { body: { name: 'Otto' } })
  await page.getByText('Failing since', { exact: false }).waitFor()
  await keepShot(page, 'webhooks-failing')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await keepShot(page, 'webhooks-failing-phone-dark')
  await button('Stop').click()
  await button('Resume from where it stopped').waitFor()
  await keepShot(page, 'webhooks-stopped-phone-dark')
  receiver.answer('/hook', (response) => response.writeHead(204).end())
  await button('Resume from where it stopped').click()
  await page.getByText('Active', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'All webhooks' }).click()
  await page.getByRole('link', { name: 'Our shop' }).waitFor()
  await keepShot(page, 'webhooks-list-phone-dark')
})

test.skipIf(!hasBrowser)('operators see that an answer did not arrive in the outside system', async () => {
  const ask = <T>(path: string, body: object) => server.ask<T>('POST', path, { body })
  const channel = await ask<{ id: string }>('/v1/channels', { name: 'WhatsApp' })
  const messages = `/v1/channels/${channel.body.id}/messages`
  const said = await ask<{ conversationId: string }>(messages, {
    messageId: 'm1',
    personId: '+49',
    personName: 'Vera',
    text: 'Are you there?',
  })
  const inbox = `/v1/inbox/conversations/${said.body.conversationId}`
  const answer = await ask<{ message: { id: string } }>(`${inbox}/messages`, {
    parts: [{ type: 'text', text: 'I am here now.' }],
  })
  await ask(`${messages}/${answer.body.message.id}/state`, { state: 'failed', detail: 'No such number' })
  await page.goto(`${server.url}/inbox/${said.body.conversationId}`)
  await page.getByText('WhatsApp · Not delivered · No such number').waitFor()
  await keepShot(page, 'channel-answer-failed')
  await ask(`${messages}/${answer.body.message.id}/state`, { state: 'read' })
  await page.getByText('WhatsApp · Read').waitFor()
})
