import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settled as followed } from '#test/isolation/settled.ts'
import { hasBrowser, keepShot, startBrowser, watchForeignRequests } from '#test/support/browser.ts'
import { send } from '#test/support/conversation.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

const COUNT = 42

let server: TestServer
let browser: Browser
let tokens: string
let agentId: string
/** Ids by titles. */
const made = new Map<string, string>()
const idOf = (title: string) => made.get(title) ?? ''

const open = async (title: string, said?: string) => {
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId, title } })
  made.set(title, body.id)
  if (said) await send(server, body.id, said)
}

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  for (let number = 1; number <= COUNT; number += 1) await open(`Order ${100 + number}`)
  await open('客服', '我想在網路商店退貨，需要保留原包裝嗎？')
  await open('Delivery to the islands', 'How long does a parcel to the islands take?')
  await open('Prices in spring', 'Which prices change in spring?')
  const documents = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Handbook' },
  })
  await server.ask('POST', `/v1/knowledge-bases/${documents.body.id}/documents`, {
    body: { name: 'islands.md', text: 'A parcel to the islands travels for five days.' },
  })
  await followed(server.app)
  tokens = (await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })).text
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
}

const enter = async (options: BrowserContextOptions, path = '/conversations'): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  await context.addInitScript((kept) => localStorage.setItem('parley.session', kept), tokens)
  const page = await context.newPage()
  await page.goto(server.url + path)
  await settled(page)
  return page
}

const list = (page: Page) => page.getByRole('navigation', { name: 'List of conversations' })
const row = (page: Page, title: string) => list(page).getByRole('listitem').filter({ hasText: title })
const choose = async (page: Page, title: string, item: string) => {
  await row(page, title).hover()
  await row(page, title).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

describe.skipIf(!hasBrowser)('on a desktop', () => {
  let page: Page
  let foreign: string[]
  beforeAll(async () => {
    page = await enter(desktop)
    foreign = watchForeignRequests(page, server.url)
  })
  afterAll(() => page.context().close())

  test('the list loads more while scrolling', async () => {
    await row(page, 'Order 142').waitFor()
    const first = list(page).getByRole('link', { name: /^Order 101/ })
    expect(await first.count()).toBe(0)
    await list(page).getByRole('listitem').last().scrollIntoViewIfNeeded()
    await first.waitFor()
  })

  test('a search in the other script finds the message, and links to it', async () => {
    // The composer takes the focus when it has arrived.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('网络商店')
    await page.getByText('我想在網路商店退貨').first().waitFor()
    await expect.poll(() => page.locator('mark').allInnerTexts()).toEqual(['網路商店'])
    expect(new URL(page.url()).searchParams.get('search')).toBe('网络商店')
    await keepShot(page, 'list-1-search')
    await list(page)
      .getByRole('link', { name: /^我想在網路商店退貨/ })
      .click()
    const address = new URL(page.url())
    expect(address.pathname).toBe(`/conversations/${idOf('客服')}`)
    expect(address.searchParams.get('message')).toMatch(/^[0-9a-f-]{36}$/)
    await page.reload()
    await page.getByRole('searchbox').waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('网络商店')
    await page.getByRole('searchbox').fill('')
    await row(page, 'Prices in spring').waitFor()
  })

  test('an empty result says so', async () => {
    await page.getByRole('searchbox').fill('zyzzyva')
    await page.getByText('No results').waitFor()
    await page.getByRole('searchbox').fill('')
  })

  test('a starred one is among the starred', async () => {
    await choose(page, 'Prices in spring', 'Star')
    await row(page, 'Prices in spring').getByText('Starred').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Filter' }).click()
    await keepShot(page, 'list-2-filter')
    await page.getByRole('menuitemradio', { name: 'Starred' }).click()
    await expect.poll(() => list(page).locator('li a').count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('show')).toBe('starred')
    await page.getByRole('button', { name: 'Remove filter “Starred”' }).click()
    await row(page, 'Order 142').waitFor()
  })

  test('an archived one disappears, and returns with undo', async () => {
    await choose(page, 'Order 142', 'Archive')
    await page.getByText('Archived “Order 142”').waitFor()
    await row(page, 'Order 142').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await row(page, 'Order 142').waitFor()
  })

  test('a project is created in place, and shows its conversations', async () => {
    await choose(page, 'Delivery to the islands', 'Move to project')
    await page.getByRole('textbox', { name: 'New project' }).fill('The islands')
    await page.keyboard.press('Enter')
    await list(page).getByRole('link', { name: 'The islands', exact: true }).click()
    await expect.poll(() => row(page, 'Order').count()).toBe(0)
    await row(page, 'Delivery to the islands').waitFor()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await keepShot(page, 'list-3-project')
    expect(await violationsIn(page)).toEqual([])
    await list(page).getByRole('link', { name: 'The islands', exact: true }).click()
    await row(page, 'Order 142').waitFor()
  })

  test('a change in another tab is shown', async () => {
    await server.ask('PATCH', `/v1/conversations/${idOf('Order 142')}`, { body: { title: 'Order of Mr Ng' } })
    await row(page, 'Order of Mr Ng').waitFor()
  })

  test('a conversation is taken home by its name', async () => {
    const downloading = page.waitForEvent('download')
    await choose(page, '客服', 'Export as Markdown')
    const file = await downloading
    expect(file.suggestedFilename()).toBe('客服.md')
    expect(await readFile(await file.path(), 'utf8')).toContain('我想在網路商店退貨')
  })

  test('a deleted one returns with undo', async () => {
    await choose(page, 'Order 141', 'Delete')
    await row(page, 'Order 141').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await row(page, 'Order 141').waitFor()
  })

  test('the palette navigates, searches and acts', async () => {
    await page.keyboard.press('Control+k')
    const line = page.getByRole('textbox', { name: 'Search and commands' })
    await line.waitFor()
    await keepShot(page, 'list-4-palette')
    await line.fill('islands')
    await page.getByText('A parcel to the islands travels').waitFor()
    await page.getByRole('dialog').getByText('Delivery to the islands').waitFor()
    await keepShot(page, 'list-5-palette-found')
    await line.fill('dark')
    await expect.poll(() => page.getByRole('dialog').getByRole('option').count()).toBeLessThan(4)
    await page.getByRole('dialog').getByText('Dark theme').click()
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    await line.waitFor({ state: 'detached' })
    await keepShot(page, 'list-6-dark')
    expect(await violationsIn(page)).toEqual([])
  })

  test('keys lead on, and rest while one writes', async () => {
    await page.goto(`${server.url}/conversations`)
    await row(page, 'Prices in spring').waitFor()
    const message = page.getByRole('textbox', { name: 'Message' })
    await message.fill('')
    await message.press('j')
    await message.press('?')
    expect(await message.inputValue()).toBe('j?')
    await message.fill('')
    await message.press('Escape')
    await page.keyboard.press('j')
    await page.waitForURL(`**/conversations/${idOf('Prices in spring')}`)
    await page.getByRole('textbox', { name: 'Message' }).press('Escape')
    await page.keyboard.press('j')
    await page.waitForURL(`**/conversations/${idOf('Delivery to the islands')}`)
    await page.getByRole('textbox', { name: 'Message' }).press('Escape')
    await page.keyboard.press('k')
    await page.waitForURL(`**/conversations/${idOf('Prices in spring')}`)
    await page.getByRole('textbox', { name: 'Message' }).press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Keyboard shortcuts').first().waitFor()
    await keepShot(page, 'list-7-shortcuts')
    expect(await violationsIn(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('and no other host was contacted', () => expect(foreign).toEqual([]))
})

describe.skipIf(!hasBrowser)('on a phone, in the dark and in Chinese', () => {
  test('the list, a search and a menu fit', async () => {
    const page = await enter({ ...phone, locale: 'zh-TW' })
    await page.getByRole('link', { name: /Prices in spring/ }).waitFor()
    await keepShot(page, 'list-8-phone')
    await page.getByRole('searchbox').fill('退货')
    await page.locator('mark').first().waitFor()
    await keepShot(page, 'list-9-phone-search')
    expect(await violationsIn(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await page.getByRole('button', { name: '更多動作' }).first().tap()
    await page.getByRole('menuitem', { name: /Markdown/ }).waitFor()
    await keepShot(page, 'list-10-phone-menu')
    await page.context().close()
  })
})
