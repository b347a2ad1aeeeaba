import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ToolApproval } from '#contract/shapes/tool-consent.ts'
import type { Widget } from '#contract/shapes/widget.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type LittleSite, startLittleSite } from '#test/support/little-site.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { violationsIn } from './views/look.ts'

const refund: ExternalTool = {
  name: 'refund_order',
  description: 'Pays the price of an order back.',
  inputSchema: { type: 'object', properties: {} },
  hasEffect: true,
  isOpenWorld: false,
  call: async () => ({ output: 'R-1042', isError: false }),
}
const call = { toolCalls: [{ name: 'refund_order', arguments: '{"order":"2026-118"}' }] }

let models: ModelServer
let server: TestServer
let site: LittleSite
let browser: Browser

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models), ports: { tools: [refund] } })
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Till', tools: ['refund_order'] },
  })
  const { body: widget } = await server.ask<Widget>('POST', '/v1/widgets', {
    body: { name: 'Shop', agentId: agent.body.id },
  })
  site = await startLittleSite(
    () => `<h1>Tea</h1><script async src="${server.url}/widget.js" data-key="${widget.key}"></script>`,
    `default-src 'none'; script-src ${server.url}; frame-src ${server.url}`,
  )
  await server.ask('PATCH', `/v1/widgets/${widget.id}`, { body: { allowedOrigins: [site.url] } })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await server?.close()
  await models?.close()
})

const waits = {
  'en-GB': 'Someone on our team has to approve this first',
  'zh-CN': '这需要我们的人员先批准',
  'zh-TW': '這需要我們的人員先核准',
}
const declined = { 'zh-CN': '这没有获得批准。', 'zh-TW': '這沒有獲得核准。' }

async function ask(
  locale: keyof typeof waits,
  colorScheme: 'dark' | 'light',
): Promise<{ page: Page; frame: Frame }> {
  const context = await browser.newContext({
    locale,
    colorScheme,
    reducedMotion: 'reduce',
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await page.goto(site.url)
  const element = await page.waitForSelector('iframe[data-parley]', { state: 'attached' })
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The widget has no frame.')
  await frame.getByRole('button').first().click()
  models.script(call)
  await frame.getByRole('textbox').first().fill('Please refund my order.')
  await page.keyboard.press('Enter')
  return { page, frame }
}
const waiting = async () =>
  (await server.ask<{ items: ToolApproval[] }>('GET', '/v1/tool-approvals?state=pending')).body.items
const decide = (id: string | undefined, decision: string) =>
  server.ask('POST', `/v1/tool-approvals/${id}/decide`, { body: { decision } })

test.skipIf(!hasBrowser)('a visitor sees that a call awaits approval, and its outcome', async () => {
  const { page, frame } = await ask('en-GB', 'light')
  await frame.getByText(waits['en-GB']).waitFor()
  expect(await frame.getByText('refund_order').count()).toBe(0)
  expect(await frame.getByText('2026-118').count()).toBe(0)
  await keepShot(page, 'widget-approval-waits')
  expect(await violationsIn(page)).toEqual([])
  models.script({ text: ['It is paid back: R-1042.'] })
  const [asked] = await waiting()
  expect((await decide(asked?.id, 'approve')).status).toBe(200)
  await frame.getByText('It is paid back: R-1042.').waitFor()
  await expect.poll(() => frame.getByText(waits['en-GB']).count()).toBe(0)
  await keepShot(page, 'widget-approval-done')
})

test.skipIf(!hasBrowser).each(['zh-CN', 'zh-TW'] as const)(
  'also in %s, and that nobody approved',
  async (locale) => {
    const { page, frame } = await ask(locale, 'dark')
    await frame.getByText(waits[locale]).waitFor()
    await keepShot(page, `widget-approval-${locale}-dark`)
    models.script({ text: ['好的。'] })
    const [asked] = await waiting()
    await decide(asked?.id, 'decline')
    await frame.getByText(declined[locale]).waitFor()
    await frame.getByText('好的。').waitFor()
  },
)
