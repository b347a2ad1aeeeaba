import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { hasBrowser, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let models: ModelServer
let browser: Browser
let operator: Page
let conversationId: string
let asker: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const { body: agent } = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  asker = (await server.member('end_user')).accessToken
  const opened = await server.ask<Conversation>('POST', '/v1/conversations', {
    token: asker,
    body: { agentId: agent.id },
  })
  conversationId = opened.body.id
  operator = await openSignedIn(browser, JSON.stringify(await server.member('operator')))
  await operator.context().grantPermissions(['notifications'])
  await operator.addInitScript(listenToBrowser)
  await operator.goto(`${server.url}/inbox`)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

interface Told {
  /** Titles and texts of notifications, the newest last, and how they are clicked. */
  notified: { title: string; body: string; click(): void }[]
  tones: number
  isLookedAt: boolean
}

/** Notes what the browser would show and play, which nobody sees where it has no screen. Runs in the page. */
function listenToBrowser() {
  const told: Told = { notified: [], tones: 0, isLookedAt: false }
  Object.assign(window, { told })
  const Shown = window.Notification
  window.Notification = class extends Shown {
    constructor(title: string, options: NotificationOptions = {}) {
      super(title, options)
      told.notified.push({
        title,
        body: options.body ?? '',
        click: () => this.dispatchEvent(new Event('click')),
      })
    }
  }
  const { start } = OscillatorNode.prototype
  OscillatorNode.prototype.start = function (when) {
    told.tones += 1
    start.call(this, when)
  }
  document.hasFocus = () => told.isLookedAt
}

const told = () =>
  operator.evaluate(() => {
    const { notified, tones } = (window as unknown as { told: Told }).told
    return { notified: notified.map(({ title, body }) => ({ title, body })), tones }
  })

const say = (text: string) => send(server, conversationId, text, { token: asker })

test.skipIf(!hasBrowser)('sounds are off until enabled, and the bell button turns them on', async () => {
  await operator.getByRole('heading', { name: 'Nothing here' }).waitFor()
  const bell = operator.getByRole('button', { name: 'Sound and notifications' })
  expect([await bell.getAttribute('aria-pressed'), (await told()).tones]).toEqual(['false', 0])
  // What is new is seen beside what was there, which is looked up now.
  const known = operator.waitForResponse((response) => response.url().includes('view=mine'))
  await bell.click()
  await known
  await operator.getByText('You will be notified when someone is waiting or writes to you.').waitFor()
  expect((await told()).tones).toBe(2)
})

test.skipIf(!hasBrowser)(
  'a customer who waits is announced with sound and notification, which links to the conversation',
  async () => {
    await say('I want to talk to a human')
    await expect.poll(told).toEqual({
      notified: [{ title: expect.stringContaining('is waiting for a person'), body: expect.any(String) }],
      tones: 4,
    })
    await operator.evaluate(() => (window as unknown as { told: Told }).told.notified[0]?.click())
    await operator.waitForURL(`${server.url}/inbox/${conversationId}`)
  },
)

test.skipIf(!hasBrowser)('with the page in view there is a sound, and no notification', async () => {
  await operator.getByRole('button', { name: /^Take/ }).first().click()
  await operator
    .getByRole('button', { name: /Give back|Return/ })
    .first()
    .waitFor()
  await operator.getByRole('link', { name: 'Inbox' }).first().click()
  await operator.evaluate(() => {
    ;(window as unknown as { told: Told }).told.isLookedAt = true
  })
  const before = await told()
  await say('Are you there?')
  await expect.poll(async () => (await told()).tones).toBe(before.tones + 2)
  expect((await told()).notified).toEqual(before.notified)
})
