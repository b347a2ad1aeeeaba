import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let server: TestServer
let browser: Browser
let tokens: string
let projectId: string

const client = () => openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
const TITLES = ['Ants', 'Bees', 'Crows', 'Ducks', 'Eels']

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  const { agents, conversations, projects } = client()
  const { id: agentId } = await agents.create({ name: 'Ada' })
  for (const title of TITLES) await conversations.open({ agentId, title })
  projectId = (await projects.create({ name: 'Animals', icon: 'globe' })).id
  tokens = (await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })).text
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 }, ...options })
  await page.goto(`${server.url}/conversations`)
  await settled(page)
  return page
}
const titles = async (query: Parameters<ReturnType<typeof client>['conversations']['list']>[0]) =>
  (await client().conversations.list(query)).items.map(({ title }) => title).toSorted()

describe.skipIf(!hasBrowser)('several conversations together', () => {
  let page: Page
  beforeAll(async () => {
    page = await open()
  })
  afterAll(() => page.context().close())

  const mark = (title: string) => page.getByRole('checkbox', { name: title })
  const bar = () => page.getByRole('toolbar', { name: 'Actions for selected conversations' })
  const choose = async (...chosen: string[]) => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Select' }).click()
    for (const title of chosen) await mark(title).check()
  }

  test('are selected with the keyboard, a range with Shift, and deselected with Escape', async () => {
    await choose()
    await mark('Eels').focus()
    await page.keyboard.press('Space')
    await bar().getByText('1 selected').waitFor()
    await mark('Bees').click({ modifiers: ['Shift'] })
    await bar().getByText('4 selected').waitFor()
    expect(await mark('Ants').isChecked()).toBe(false)
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'several-1-chosen')
    await page.keyboard.press('Escape')
    await expect.poll(() => bar().count()).toBe(0)
  })

  test('are starred, and archived with the way back', async () => {
    await choose('Ants', 'Bees')
    await bar().getByRole('button', { name: 'Star selected' }).click()
    await page.getByText('Starred 2 conversations').waitFor()
    expect(await titles({ starred: 'only' })).toEqual(['Ants', 'Bees'])
    await choose('Ants', 'Crows')
    await bar().getByRole('button', { name: 'Archive selected' }).click()
    await page.getByText('Archived 2 conversations').waitFor()
    expect(await titles({ archived: 'only' })).toEqual(['Ants', 'Crows'])
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(() => titles({ archived: 'only' })).toEqual([])
  })

  test('are moved into a project', async () => {
    await choose('Crows', 'Ducks')
    await bar().getByRole('button', { name: 'Move to project' }).click()
    const dialog = page.getByRole('dialog', { name: 'Move 2 conversations to a project' })
    await dialog.getByRole('radio', { name: 'Animals' }).check()
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'several-2-move')
    await dialog.getByRole('button', { name: 'Move to project' }).click()
    await page.getByText('Moved 2 conversations').waitFor()
    expect(await titles({ projectId })).toEqual(['Crows', 'Ducks'])
  })

  test('are taken home in one file', async () => {
    await choose('Ants', 'Eels')
    await bar().getByRole('button', { name: 'Export selected' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'Export as Markdown' }).click()
    const text = await readFile(await (await saving).path(), 'utf8')
    expect(text).toContain('# Ants')
    expect(text).toContain('# Eels')
    expect(text).not.toContain('# Bees')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => bar().count()).toBe(0)
  })

  test('are deleted after a delay during which it can be undone', async () => {
    await choose('Ants', 'Bees')
    await bar().getByRole('button', { name: 'Delete selected' }).click()
    await page.getByText('Deleted 2 conversations').waitFor()
    await expect.poll(() => page.getByRole('link', { name: /^Ants/ }).count()).toBe(0)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).last().click()
    await page.getByRole('link', { name: /Ants/ }).waitFor()
    await choose('Ants', 'Bees')
    await bar().getByRole('button', { name: 'Delete selected' }).click()
    await expect.poll(() => titles({}), { timeout: 20_000 }).toEqual(['Crows', 'Ducks', 'Eels'])
  })
})

describe.skipIf(!hasBrowser)('on a phone, in the dark, in Chinese', () => {
  test('choosing fits', async () => {
    const page = await open({
      viewport: { width: 320, height: 700 },
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
      locale: 'zh-CN',
    })
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await page.getByRole('menuitem', { name: '选择多个' }).click()
    await page.getByRole('checkbox', { name: 'Crows' }).check()
    await page.getByText('已选 1 个').waitFor()
    expect(await tooWide(page)).toEqual([])
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'several-3-phone-zh')
    await page.context().close()
  })
})
