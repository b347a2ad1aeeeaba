import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Widget } from '#contract/shapes/widget.ts'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type LittleSite, startLittleSite } from '#test/support/little-site.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let models: ModelServer
let browser: Browser
let site: LittleSite
let widget: Widget
let page: Page

const desktop = { width: 1280, height: 800 }

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const agent = await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const made = await server.ask<Widget>('POST', '/v1/widgets', {
    body: {
      name: 'Shop',
      agentId: agent.body.id,
      look: { title: 'Tea shop', greeting: 'Ask us about tea.' },
    },
  })
  widget = made.body
  site = await startLittleSite(
    () => `<h1>Tea</h1><script async src="${server.url}/widget.js" data-key="${widget.key}"></script>`,
    // Nothing of ours but what the documents ask for.
    `default-src 'none'; script-src ${server.url}; frame-src ${server.url}`,
  )
  await server.ask('PATCH', `/v1/widgets/${widget.id}`, { body: { allowedOrigins: [site.url] } })
  page = await visitor()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await server?.close()
  await models?.close()
})

const visitor = async () =>
  (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: desktop })).newPage()

/** The frame of the widget on a page. */
async function frameOf(on: Page): Promise<Frame> {
  const element = await on.waitForSelector('iframe[data-parley]', { state: 'attached' })
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The widget has no frame.')
  return frame
}
const say = async (frame: Frame, text: string) => {
  await frame.getByRole('textbox', { name: 'Write a message' }).fill(text)
  await frame.getByRole('button', { name: 'Send' }).click()
}

test.skipIf(!hasBrowser)('a visitor of a strict site opens the chat, asks, and is answered', async () => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(site.url)
  const frame = await frameOf(page)
  await frame.getByRole('button', { name: 'Open the chat' }).click()
  await frame.getByText('Ask us about tea.').waitFor()
  models.script({
    text: ['**Green tea** keeps ', '[a year](https://example.com/tea). <img src=x onerror=alert(1)>'],
  })
  await say(frame, 'How long does tea keep?')
  await keepShot(page, 'widget-0-asked')
  await frame.getByText('Green tea', { exact: true }).waitFor()
  await keepShot(page, 'widget-1-answered')
  expect(await frame.locator('.theirs img').count()).toBe(0)
  expect(await frame.getByRole('link', { name: 'a year' }).getAttribute('rel')).toContain('noopener')
  expect(complaints).toEqual([])
})
