import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Contact } from '#contract/shapes/contact.ts'
import { admitVisitor, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { hasBrowser, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { follow, send } from '#test/support/conversation.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled } from '../isolation/settled.ts'
import { lookAround } from './views/look-around.ts'

let server: TestServer
let browser: Browser
let page: Page
let vera: string
let other: string

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const { id: agentId } = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } }))
    .body
  const system = systemScope(server.app, await findTenantId(server.app, null), visit())
  const writes = async (externalId: string, name: string, text: string) => {
    const { token, visitorId } = await admitVisitor(system, { externalId, name })
    const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body: { agentId } })
    const { reply } = await send(server, opened.body.id, text, { token })
    await follow(server, reply?.id ?? '', undefined, token)
    return visitorId
  }
  vera = await writes('crm-7', 'Vera Lind', 'When does the shop open?')
  other = await writes('app-9', '', 'Where is my parcel?')
  await server.ask('POST', '/v1/contacts', {
    body: { name: '王小明', company: '台灣茶葉', email: 'ming@example.com' },
  })
  await server.ask('PATCH', `/v1/contacts/${other}`, { body: { email: 'vera@example.com' } })
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const read = async (id: string) => (await server.ask<Contact>('GET', `/v1/contacts/${id}`)).body
const row = (text: string) =>
  page.getByRole('list', { name: 'Contacts' }).getByRole('listitem').filter({ hasText: text })

test.skipIf(!hasBrowser)(
  'contacts are found by their details, and the address reflects the view',
  async () => {
    await page.goto(`${server.url}/conversations`)
    await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click()
    await row('Vera Lind').waitFor()
    await lookAround(page, 'contacts-1-list')
    await page.getByRole('searchbox').fill('台湾茶')
    await row('Vera Lind').waitFor({ state: 'detached' })
    await row('王小明').waitFor()
    expect(new URL(page.url()).searchParams.get('search')).toBe('台湾茶')
    await page.getByRole('searchbox').fill('nobody at all')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await row('Vera Lind').getByRole('link').click()
    await page.getByRole('heading', { name: 'Vera Lind' }).waitFor()
  },
)

test.skipIf(!hasBrowser)('details are edited in place, including custom attributes', async () => {
  await page.goto(`${server.url}/contacts/${vera}`)
  await page.getByRole('link', { name: 'When does the shop open?' }).waitFor()
  await page.getByRole('textbox', { name: 'Company' }).fill('Lind & Co')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await read(vera)).company).toBe('Lind & Co')
  await page.getByRole('textbox', { name: 'Time zone' }).fill('Mars/North')
  await page.keyboard.press('Enter')
  await page.getByText('timeZone: is not known').waitFor()
  await page.getByRole('textbox', { name: 'Time zone' }).fill('')
  await page.keyboard.press('Enter')

  await page.getByRole('button', { name: 'Add attribute' }).click()
  await page.getByRole('textbox', { name: 'Attribute name' }).fill('Plan')
  await page.getByRole('dialog').getByRole('button', { name: 'Add attribute' }).click()
  await page.getByRole('textbox', { name: 'Plan' }).fill('gold')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await read(vera)).attributes).toEqual({ Plan: 'gold' })
  await lookAround(page, 'contacts-2-card')
  await page.goto(`${server.url}/contacts?attribute=Plan&value=gold`)
  await row('Vera Lind').waitFor()
  await expect.poll(() => page.getByRole('list', { name: 'Contacts' }).getByRole('listitem').count()).toBe(1)
})

const choose = async (name: string) => {
  await page.getByRole('button', { name: 'Contact actions' }).click()
  await page.getByRole('menuitem', { name }).click()
}

test.skipIf(!hasBrowser)('two contacts are merged, one is blocked and unblocked', async () => {
  await page.goto(`${server.url}/contacts/${vera}`)
  await choose('Merge with another contact')
  await page.getByRole('searchbox', { name: 'Search the other contact' }).fill('vera@example')
  await page.getByRole('radio', { name: 'vera@example.com' }).check()
  await lookAround(page, 'contacts-3-merge')
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
  await page.getByRole('link', { name: 'Where is my parcel?' }).waitFor()
  await page.getByText('crm-7 · app-9').waitFor()
  // The other's address leads here.
  await page.goto(`${server.url}/contacts/${other}`)
  await page.getByRole('heading', { name: 'Vera Lind' }).waitFor()
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/contacts/${vera}`)

  await choose('Block')
  await expect.poll(async () => (await read(vera)).blocked).toBe(true)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await read(vera)).blocked).toBe(false)
})

test.skipIf(!hasBrowser)('a contact’s data is exported, and erased once their name is typed', async () => {
  const download = page.waitForEvent('download')
  await choose('Export their data')
  expect((await download).suggestedFilename()).toBe(`contact-${vera}.json`)
  await choose('Erase')
  const sure = page.getByRole('dialog').getByRole('button', { name: 'Erase permanently' })
  expect(await sure.isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Type “Vera Lind” to confirm' }).fill('Vera Lind')
  await lookAround(page, 'contacts-4-erase')
  await sure.click()
  await page.getByText('This contact was erased').waitFor()
  await settled(server.app)
  await page.goto(`${server.url}/contacts`)
  await row('王小明').waitFor()
  expect(await row('Vera Lind').count()).toBe(0)
})

test.skipIf(!hasBrowser)('in Chinese as well', async () => {
  await page.evaluate(() => localStorage.setItem('parley.language', 'zh-TW'))
  await page.goto(`${server.url}/contacts`)
  await page.getByRole('heading', { name: '聯絡人' }).waitFor()
  await page.evaluate(() => localStorage.setItem('parley.language', 'zh-CN'))
  await page.reload()
  await page.getByRole('heading', { name: '联系人' }).waitFor()
})
