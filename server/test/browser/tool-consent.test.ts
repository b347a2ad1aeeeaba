import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExternalTool } from '#kernel/ports.ts'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { freePort } from '#test/support/free-port.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

const OWNER = { email: 'owner@example.com', password: 'long walks by the river' }
const paid: unknown[] = []
const refund: ExternalTool = {
  name: 'refund_order',
  description: 'Pays the price of an order back.',
  inputSchema: { type: 'object', properties: {} },
  hasEffect: true,
  isOpenWorld: false,
  async call(input) {
    paid.push(input)
    return { output: { refunded: true, reference: 'R-1042' }, isError: false }
  },
}
const call = {
  toolCalls: [
    {
      name: 'refund_order',
      arguments: '{"order":"2026-118","amount":"49.00 EUR","note":"The jar was broken when it came."}',
    },
  ],
}

let stage: Stage
let browser: Browser
let page: Page
let conversationId = ''

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(stage.url('native') + path, {
    method,
    headers: {
      authorization: `Bearer ${await stage.tokenOf('owner')}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return (await response.json()) as T
}

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await openStage({
    listen: `${await freePort()}=native`,
    env: { PARLEY_TITLES: 'first-words', PARLEY_SUMMARY_EVERY: '0' },
    ports: { tools: [refund] },
  })
  browser = await startBrowser()
  const signedIn = await ask<object>('POST', '/v1/auth/login', OWNER)
  page = await openSignedIn(browser, JSON.stringify(signedIn), { viewport: { width: 390, height: 844 } })
  const agent = await ask<{ id: string }>('POST', '/v1/agents', { name: 'Till', tools: ['refund_order'] })
  const opened = await ask<{ id: string }>('POST', '/v1/conversations', { agentId: agent.id })
  conversationId = opened.id
})
afterAll(async () => {
  await browser?.close()
  await stage?.[Symbol.asyncDispose]()
})

const say = async (text: string) => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.keyboard.press('Enter')
}
const card = () => page.getByRole('region', { name: /refund_order: Waiting for approval/ })

test.skipIf(!hasBrowser)(
  'on a phone, a call is shown, survives a restart, is approved and made',
  async () => {
    await page.goto(`${stage.url('native')}/conversations/${conversationId}`)
    stage.script([call])
    await say('Please refund my order.')
    await card().waitFor()
    await card().getByText('The jar was broken when it came.').waitFor()
    await settled(page)
    await keepShot(page, 'tool-consent-phone')
    expect(await violationsIn(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    expect(paid).toEqual([])

    await stage.restart()
    await page.reload()
    await card().waitFor()
    stage.script([{ text: ['It is paid back: R-1042.'] }])
    await card().getByRole('button', { name: 'Approve', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('It is paid back: R-1042.').waitFor()
    expect(paid).toEqual([
      { order: '2026-118', amount: '49.00 EUR', note: 'The jar was broken when it came.' },
    ])
    await page.getByText(/Approved by/).waitFor()
    const done = page.locator('summary').filter({ hasText: 'Done' })
    await done.click()
    await page.getByText('R-1042', { exact: true }).waitFor()
    await settled(page)
    await keepShot(page, 'tool-consent-phone-done')
    expect(await tooWide(page)).toEqual([])
  },
)

test.skipIf(!hasBrowser)('a call declined on one device is declined on another', async () => {
  const other = await page.context().newPage()
  await other.setViewportSize({ width: 1280, height: 800 })
  await other.emulateMedia({ colorScheme: 'dark' })
  await other.goto(`${stage.url('native')}/conversations/${conversationId}`)
  stage.script([call, { text: ['Then I will not.'] }])
  await say('And again.')
  const there = other.getByRole('region', { name: /refund_order: Waiting for approval/ })
  await there.waitFor()
  await keepShot(other, 'tool-consent-desktop-dark')
  expect(await violationsIn(other)).toEqual([])
  await there.getByRole('button', { name: 'Decline', exact: true }).click()
  await page.getByText('Then I will not.').waitFor()
  await expect.poll(() => card().count()).toBe(0)
  await page.getByText(/Declined by/).waitFor()
  expect(paid).toHaveLength(1)
  await page.setViewportSize({ width: 320, height: 640 })
  await settled(page)
  await keepShot(page, 'tool-consent-narrow')
  expect(await tooWide(page)).toEqual([])
})

test.skipIf(!hasBrowser)('on a phone in Chinese and dark mode it is complete as well', async () => {
  const kept = await page.evaluate(() => localStorage.getItem('parley.session') ?? '')
  const phone = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' as const }
  const there = await openSignedIn(browser, kept, phone)
  await there.goto(`${stage.url('native')}/conversations/${conversationId}`)
  stage.script([call, { text: ['已退款：R-1043。'] }])
  await there.getByRole('textbox', { name: '消息' }).fill('请退款。')
  await there.getByRole('button', { name: '发送', exact: true }).click()
  const waiting = there.getByRole('region', { name: '工具 refund_order：等待批准' })
  await waiting.waitFor()
  await waiting.getByText('The jar was broken when it came.').waitFor()
  await waiting.scrollIntoViewIfNeeded()
  await settled(there)
  await keepShot(there, 'tool-consent-phone-zh-dark')
  expect(await violationsIn(there)).toEqual([])
  expect(await tooWide(there)).toEqual([])
  await waiting.getByRole('button', { name: '批准', exact: true }).click()
  await there.getByText('已退款：R-1043。').waitFor()
  await there.context().close()
  expect(paid).toHaveLength(2)
})

test.skipIf(!hasBrowser)('an admin says in the settings what agents may call', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${stage.url('native')}/settings/tools`)
  await page.getByRole('button', { name: 'Add rule' }).click()
  await page.getByRole('textbox', { name: 'Tools', exact: true }).fill('no such!')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await page.getByText('expected letters, digits', { exact: false }).first().waitFor()
  await page.getByRole('textbox', { name: 'Tools', exact: true }).fill('refund_*')
  await page.getByRole('combobox', { name: 'Action' }).selectOption('deny')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await page.getByText('Rules saved.').waitFor()
  await settled(page)
  await keepShot(page, 'tool-rules-phone')
  expect(await violationsIn(page)).toEqual([])
  expect(await tooWide(page)).toEqual([])
  const { rules } = await ask<{ rules: object[] }>('GET', '/v1/tool-policy')
  expect(rules).toMatchObject([{ pattern: 'refund_*', verdict: 'deny' }])
  const { items } = await ask<{ items: { id: string }[] }>('GET', '/v1/agents')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${stage.url('native')}/agents/${items[0]?.id}`)
  await page.getByText('Tool permissions of this agent').scrollIntoViewIfNeeded()
  await settled(page)
  await keepShot(page, 'tool-rules-agent')
  expect(await violationsIn(page)).toEqual([])
})
