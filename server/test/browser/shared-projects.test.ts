import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let server: TestServer
let browser: Browser
let ann: { tokens: string; token: string }
let ben: { tokens: string; token: string; name: string; id: string }
let whales: string
let talk: string

const clientOf = (apiKey: string) => openClient({ baseUrl: server.url, credentials: { apiKey } })

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  const signedIn = await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  ann = { tokens: signedIn.text, token: server.owner }
  const other = await server.member('operator')
  const me = await clientOf(other.accessToken).auth.me()
  ben = {
    tokens: JSON.stringify(other),
    token: other.accessToken,
    name: me.actor.name,
    id: me.actor.id ?? '',
  }
  const { agents, projects, conversations } = clientOf(server.owner)
  const { id: agentId } = await agents.create({ name: 'Ada' })
  whales = (await projects.create({ name: 'Whales', color: '#0F9D8A' })).id
  talk = (await conversations.open({ agentId, projectId: whales, title: 'Songs of the whale' })).id
  await conversations.send(talk, { parts: [{ type: 'text', text: 'Why do whales sing?' }] })
  await conversations.open({ agentId, title: 'A private one' })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const desktop = { width: 1280, height: 800 }
const open = async (tokens: string, path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openSignedIn(browser, tokens, { viewport: desktop, colorScheme: 'light', ...options })
  await page.goto(server.url + path)
  await settled(page)
  return page
}
const list = (page: Page) => page.getByRole('navigation', { name: 'List of conversations' })
const row = (page: Page, name: string) => list(page).getByRole('listitem').filter({ hasText: name })

describe.skipIf(!hasBrowser)('two people in one project', () => {
  let hers: Page
  let his: Page
  beforeAll(async () => {
    hers = await open(ann.tokens, `/projects/${whales}?project=${whales}`)
    his = await open(ben.tokens, '/conversations')
  })
  afterAll(async () => {
    await hers.context().close()
    await his.context().close()
  })

  test('adding a person first shows what they will see, and they see it without reloading', async () => {
    expect(await row(his, 'Whales').count()).toBe(0)
    const people = hers.getByRole('region', { name: 'Members' })
    await people.getByRole('combobox', { name: 'Add member' }).fill(ben.name)
    await hers.getByRole('option', { name: ben.name }).click()
    await people.getByText('will see all conversations in this project').waitFor()
    expect(await violationsIn(hers)).toEqual([])
    await keepShot(hers, 'together-1-before-adding')
    await people.getByRole('button', { name: 'Add', exact: true }).click()
    await people.getByRole('listitem').filter({ hasText: ben.name }).waitFor()
    await row(his, 'Whales').waitFor()
    await row(his, 'Whales').getByRole('link').click()
    await row(his, 'Songs of the whale').getByRole('link').waitFor()
    expect(await row(his, 'A private one').count()).toBe(0)
    await settled(his)
    await keepShot(his, 'together-2-seen-by-the-other')
  })

  test('an editor writes in it, and the other reads it live', async () => {
    await row(his, 'Songs of the whale').getByRole('link').click()
    await his.getByText('Why do whales sing?', { exact: true }).waitFor()
    await his.getByText('2 people in Whales read this.').waitFor()
    await hers.goto(`${server.url}/conversations/${talk}`)
    await hers.getByText('Why do whales sing?', { exact: true }).waitFor()
    await his.getByRole('textbox', { name: 'Message' }).fill('And for whom?')
    await his.keyboard.press('Enter')
    const said = hers.getByRole('article', { name: ben.name })
    await said.getByText('And for whom?', { exact: true }).waitFor()
    expect(await violationsIn(hers)).toEqual([])
    await settled(hers)
    await keepShot(hers, 'together-3-side-by-side')
  })

  test('a viewer reads along and has nowhere to write', async () => {
    await clientOf(ann.token).projects.setMember(whales, { memberId: ben.id, role: 'viewer' })
    await his.getByText('You can read Whales').waitFor()
    expect(await his.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
    expect(await violationsIn(his)).toEqual([])
    await settled(his)
    await keepShot(his, 'together-4-viewer')
  })

  test('dragging into a shared project asks for confirmation before anybody sees it', async () => {
    await hers.goto(`${server.url}/conversations`)
    await row(hers, 'A private one').waitFor()
    await row(hers, 'A private one').dragTo(row(hers, 'Whales'))
    const dialog = hers.getByRole('dialog', { name: 'Move to Whales?' })
    await dialog.getByText('2 people').waitFor()
    await keepShot(hers, 'together-5-asked')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect((await clientOf(ben.token).conversations.list({ projectId: whales })).items).toHaveLength(1)
    await row(hers, 'A private one').dragTo(row(hers, 'Whales'))
    await dialog.getByRole('button', { name: 'Move' }).click()
    await expect
      .poll(async () => (await clientOf(ben.token).conversations.list({ projectId: whales })).items.length)
      .toBe(2)
  })

  test('a removed person loses access immediately', async () => {
    await clientOf(ann.token).projects.removeMember(whales, ben.id)
    await expect.poll(() => row(his, 'Whales').count()).toBe(0)
  })
})

describe.skipIf(!hasBrowser)('on a phone, in the dark, in Chinese', () => {
  test('people and roles fit, and can be used', async () => {
    await clientOf(ann.token).projects.setMember(whales, { memberId: ben.id, role: 'editor' })
    const page = await open(ann.tokens, `/projects/${whales}?project=${whales}`, {
      viewport: { width: 320, height: 700 },
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
      locale: 'zh-CN',
    })
    const people = page.getByRole('region', { name: '成员' })
    await people.getByRole('listitem').filter({ hasText: ben.name }).waitFor()
    await people.scrollIntoViewIfNeeded()
    expect(await tooWide(page)).toEqual([])
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'together-6-phone-zh')
    await page.context().close()
  })
})
