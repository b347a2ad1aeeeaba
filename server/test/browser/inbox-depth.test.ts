import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { follow, messagesOf, scriptedModels, send, storedText } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let visitor: { id: string; token: string }

const QUESTION = 'Wann macht der Laden auf?'

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const agent = await makeAgent(server, { knowledgeBaseIds: [await openHandbook(server)] })
  visitor = await newVisitor(server, agent.id)
  const { reply } = await send(server, visitor.id, 'Hello', { token: visitor.token })
  await follow(server, reply?.id ?? '', undefined, visitor.token)
  const { cannedReplies, macros } = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
  await cannedReplies.add({ name: 'Hours', text: 'Dear {{contact.name}}, we open at nine. {{me.name}}' })
  await cannedReplies.add({ name: '退款', text: '三天到账。' })
  await macros.add({
    name: 'Settle',
    steps: [
      { do: 'answer', text: 'All settled, {{contact.name}}.' },
      { do: 'label', add: ['hours'] },
      { do: 'put', state: 'resolved' },
    ],
  })
  const operator = await server.member('operator')
  page = await openSignedIn(browser, JSON.stringify(operator), { viewport: { width: 1280, height: 800 } })
  const { inbox } = openClient({ baseUrl: server.url, credentials: { apiKey: operator.accessToken } })
  await inbox.take(visitor.id)
  await send(server, visitor.id, QUESTION, { token: visitor.token })
  await send(server, visitor.id, 'When does the shop open?', { token: visitor.token })
  await page.goto(`${server.url}/inbox/${visitor.id}`)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const field = () => page.getByRole('textbox', { name: 'Reply', exact: true })
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const said = async () => (await messagesOf(server, visitor.id, 'limit=200', visitor.token)).map(storedText)

test.skipIf(!hasBrowser)('canned replies are called up by /, chosen by key, and filled in', async () => {
  await page.getByRole('article').getByText(QUESTION).waitFor()
  await field().fill('')
  await field().pressSequentially('/退')
  await page.getByRole('option', { name: /退款/ }).waitFor()
  await field().press('Backspace')
  await field().pressSequentially('hou')
  await page.getByRole('option', { name: /Hours/ }).waitFor()
  await expect.poll(() => page.getByRole('option').count()).toBe(1)
  await keepShot(page, 'inbox-depth-1-canned')
  await field().press('Enter')
  await expect.poll(() => field().inputValue()).toMatch(/^Dear Vera, we open at nine\./)
  await field().fill('')
})

test.skipIf(!hasBrowser)(
  'a draft appears in the composer with its sources, and is sent only by a person',
  async () => {
    const before = await said()
    models.script({ text: [OPENING], when: 'You draft for a person' })
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('d')
    await expect.poll(() => field().inputValue()).toBe(OPENING)
    await page
      .getByRole('region', { name: 'Sources' })
      .last()
      .getByRole('link', { name: 'Handbook.md' })
      .waitFor()
    expect(await said()).toEqual(before)
    models.script({ text: ['Der Laden öffnet um neun.'], when: 'SAMPLE:' })
    await press('Translate reply')
    await expect.poll(() => field().inputValue()).toBe('Der Laden öffnet um neun.')
    await press('Show original')
    await expect.poll(() => field().inputValue()).toBe(OPENING)
    await keepShot(page, 'inbox-depth-2-draft')
    await press('Send')
    await expect.poll(said).toContain(OPENING)
  },
)

test.skipIf(!hasBrowser)(
  'a message is translated in place, and the conversation is summarised beside it',
  async () => {
    models.script({ text: ['When does the shop open?'], when: 'into the language en' })
    await page
      .getByRole('article')
      .filter({ hasText: QUESTION })
      .getByRole('button', { name: 'Translate' })
      .click()
    await page.getByRole('note', { name: 'Translation' }).getByText('When does the shop open?').waitFor()
    // It stays to be read when the pointer and the focus are elsewhere.
    await field().focus()
    await page.mouse.move(0, 0)
    const opacity = () =>
      page.getByRole('note').evaluate((note) => getComputedStyle(note.parentElement ?? note).opacity)
    await expect.poll(opacity).toBe('1')
    models.script({
      text: ['{"asked":"Opening hours.","tried":"Told them.","mood":"pleased"}'],
      when: 'has read nothing yet',
    })
    await press('Summarize')
    await page.getByText('Opening hours.').waitFor()
    await page.getByText('Pleased').waitFor()
    for (const width of [1920, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await settled(page)
      await keepShot(page, `inbox-depth-3-summed-up-${width}`)
      expect(await tooWide(page), `${width}`).toEqual([])
      expect(await violationsIn(page), `${width}`).toEqual([])
    }
  },
)

test.skipIf(!hasBrowser)(
  'it is snoozed and labelled manually, and the operator goes away and returns',
  async () => {
    await page.getByRole('button', { name: 'State: Open. Change it' }).click()
    await page.getByRole('menuitem', { name: 'Tomorrow at 9:00' }).click()
    await page.getByText('Snoozed until', { exact: false }).first().waitFor()
    await page
      .getByRole('textbox', { name: 'Labels' })
      .or(page.getByRole('combobox', { name: 'Labels' }))
      .fill('vip')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'State: Snoozed. Change it' }).click()
    await page.getByRole('menuitem', { name: 'Open' }).click()
    await page.getByRole('button', { name: 'State: Open. Change it' }).waitFor()
    await page.getByRole('switch', { name: 'Away' }).click({ force: true })
    await expect.poll(() => page.getByRole('switch', { name: 'Away' }).isChecked()).toBe(true)
    await page.getByRole('switch', { name: 'Away' }).click({ force: true })
    await expect.poll(() => page.getByRole('switch', { name: 'Away' }).isChecked()).toBe(false)
  },
)

test.skipIf(!hasBrowser)('a macro is chosen by a key and does all its steps', async () => {
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: /Settle/ }).click()
  await page.getByText('Done: Settle').waitFor()
  await expect.poll(said).toContain('All settled, Vera.')
  await page.getByRole('button', { name: 'State: Resolved. Change it' }).waitFor()
  await keepShot(page, 'inbox-depth-4-macro')
})

test.skipIf(!hasBrowser)(
  'messages are found from the Inbox with one key, in Chinese too, and linked to',
  async () => {
    await send(server, visitor.id, '我想退货，可以吗？', { token: visitor.token })
    const { conversations } = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
    await expect
      .poll(async () => (await conversations.search({ query: '退貨', whose: 'inbox' })).items.length)
      .toBe(1)
    await page.goto(`${server.url}/inbox`)
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('退貨')
    const list = page.getByRole('region', { name: 'Inbox conversations' })
    await list.getByText('退货').first().waitFor()
    await keepShot(page, 'inbox-depth-search')
    expect(await violationsIn(page)).toEqual([])
    await list.getByRole('link', { name: /我想退货/ }).click()
    await page.getByRole('article').getByText('我想退货，可以吗？').waitFor()
    expect(page.url()).toContain('message=')
    await page.getByRole('searchbox', { name: 'Search messages' }).fill('nobody said this')
    await list.getByText('No results').waitFor()
    await page.getByRole('searchbox').fill('')
    await list.getByRole('link').first().waitFor()
  },
)

test.skipIf(!hasBrowser)('a conversation is assigned manually, and filtered by assignee', async () => {
  const name = (await server.member('operator')).member.name
  await page.goto(`${server.url}/inbox/${visitor.id}?state=open`)
  await press('Assign')
  await page.getByRole('menuitem', { name: new RegExp(`Assign to ${name}`) }).click()
  await page.getByText(`With ${name}`).first().waitFor()
  const list = page.getByRole('region', { name: 'Inbox conversations' })
  await page.getByRole('combobox', { name: 'Assignee' }).click()
  await page.getByRole('option', { name }).click()
  await expect.poll(() => page.url()).toContain('member=')
  await list.getByText(name).waitFor()
  await keepShot(page, 'inbox-depth-assignee')
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${server.url}/inbox?search=退货`)
    await list.getByText('退货').first().waitFor()
    expect(await tooWide(page), String(width)).toEqual([])
  }
  await keepShot(page, 'inbox-depth-search-narrow')
})

test.skipIf(!hasBrowser)('the actions of a conversation fit one row on the narrowest phone', async () => {
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto(`${server.url}/inbox/${visitor.id}`)
  const buttons = page.locator('header').getByRole('button')
  await buttons.last().waitFor()
  await settled(page)
  const boxes = await buttons.evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect()).map(({ top, bottom, right }) => ({ top, bottom, right })),
  )
  expect(boxes.length).toBeGreaterThanOrEqual(5)
  const [first] = boxes
  for (const { top, bottom, right } of boxes) {
    expect(top).toBeLessThan(first?.bottom ?? 0)
    expect(bottom).toBeGreaterThan(first?.top ?? 0)
    expect(right).toBeLessThanOrEqual(320)
  }
  await keepShot(page, 'inbox-depth-head-narrow')
})
