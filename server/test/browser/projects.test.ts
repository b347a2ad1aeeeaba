import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Project } from '#contract/shapes/project.ts'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { chatGptTalk } from '#test/support/foreign-talks.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let server: TestServer
let browser: Browser
let tokens: string
let letters: Project

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  const { projects, conversations, agents, knowledgeBases } = openClient({
    baseUrl: server.url,
    credentials: { apiKey: server.owner },
  })
  const ada = await agents.create({ name: 'Ada' })
  const bert = await agents.create({ name: 'Bert' })
  await knowledgeBases.create({ name: 'Islands' })
  letters = await projects.create({
    name: 'Letters to children',
    description: 'What we write back to those who ask us.',
    color: '#0F9D8A',
    instructions: 'Write for children of ten.',
    agentId: bert.id,
  })
  await projects.create({ name: 'Put away', archived: true })
  await projects.create({ name: 'A starred one', starred: true, color: '#9B5DE5' })
  await conversations.open({ agentId: ada.id, title: 'Whales', projectId: letters.id })
  await conversations.open({ agentId: ada.id, title: 'Penguins' })
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

const enter = async (options: BrowserContextOptions, path: string): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  await context.addInitScript((kept) => localStorage.setItem('parley.session', kept), tokens)
  const page = await context.newPage()
  await page.goto(server.url + path)
  await settled(page)
  return page
}

const list = (page: Page) => page.getByRole('navigation', { name: 'List of conversations' })
const projectRow = (page: Page, name: string) => list(page).getByRole('listitem').filter({ hasText: name })

describe.skipIf(!hasBrowser)('on a desktop', () => {
  let page: Page
  beforeAll(async () => {
    page = await enter(desktop, '/conversations')
  })
  afterAll(() => page.context().close())

  test('the starred project is listed first, and an archived one is shown on request', async () => {
    const names = list(page).getByRole('region', { name: 'Projects' }).getByRole('link')
    await expect.poll(() => names.allInnerTexts()).toEqual(['A starred one', 'Letters to children'])
    await page.getByRole('button', { name: 'Archived projects' }).click()
    await expect.poll(() => names.count()).toBe(3)
  })

  test('a project’s page shows its settings, and changes them', async () => {
    await projectRow(page, 'Letters to children').getByRole('link').click()
    await page.getByRole('heading', { name: 'Letters to children' }).waitFor()
    const told = page.getByRole('textbox', { name: 'Instructions' })
    expect(await told.inputValue()).toBe('Write for children of ten.')
    await told.fill('Write for children of nine.')
    await page.getByRole('button', { name: 'Amber' }).click()
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'project-1-page')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(async () => (await server.ask('GET', `/v1/projects/${letters.id}`)).body)
      .toMatchObject({ instructions: 'Write for children of nine.', color: '#C98A10' })
  })

  test('a conversation is dragged into a project, and shows there the instructions for agents', async () => {
    await page.goto(`${server.url}/conversations`)
    await projectRow(page, 'Letters to children').waitFor()
    await projectRow(page, 'Penguins').dragTo(projectRow(page, 'Letters to children'))
    const inProject = async () =>
      (
        await server.ask<{ items: { title: string }[] }>('GET', `/v1/conversations?projectId=${letters.id}`)
      ).body.items.map(({ title }) => title)
    await expect.poll(async () => (await inProject()).toSorted()).toEqual(['Penguins', 'Whales'])
    await projectRow(page, 'Penguins').getByRole('link').click()
    await page.getByRole('button', { name: 'Instructions of the project Letters to children' }).click()
    await page.getByText('Write for children of nine.').waitFor()
    await settled(page)
    await keepShot(page, 'project-2-told')
  })

  test('a new conversation there is answered by the project’s agent', async () => {
    await page.goto(`${server.url}/conversations/new?project=${letters.id}`)
    const answers = page.getByRole('combobox', { name: 'Answered by' })
    await expect.poll(() => answers.inputValue()).toBe('Bert')
  })
})

describe.skipIf(!hasBrowser)('a ChatGPT export', () => {
  test('is imported into a project, and a second time adds nothing', async () => {
    const page = await enter(desktop, `/conversations?project=${letters.id}`)
    const broken = { title: 'A broken one', mapping: { a: { parent: 'a' } } }
    const content = Buffer.from(JSON.stringify([chatGptTalk, broken]))
    const take = async () => {
      await list(page).getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Import conversations' }).click()
      const dialog = page.getByRole('dialog', { name: 'Import conversations' })
      const choosing = page.waitForEvent('filechooser')
      await dialog.getByRole('button', { name: 'File' }).click()
      await (await choosing).setFiles({
        name: 'conversations.json',
        mimeType: 'application/json',
        buffer: content,
      })
      await dialog.getByRole('button', { name: 'Import', exact: true }).click()
      return dialog
    }
    const dialog = await take()
    await dialog.getByText('1 conversation was imported').waitFor()
    await dialog.getByText('A broken one').waitFor()
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'import-1-done')
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await projectRow(page, 'Parcels to the islands').getByRole('link').click()
    await page.getByText('Five days.').waitFor()
    await settled(page)
    await keepShot(page, 'import-2-talk')
    const again = await take()
    await again.getByText('1 conversation already existed').waitFor()
    await page.context().close()
  })
})

describe.skipIf(!hasBrowser)('on a phone, in the dark', () => {
  test('the page holds its conversations, and is never too wide', async () => {
    const page = await enter(phone, `/projects/${letters.id}?project=${letters.id}`)
    await page.getByRole('link', { name: /^Whales/ }).waitFor()
    expect(await violationsIn(page)).toEqual([])
    await keepShot(page, 'project-3-phone')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await tooWide(page)).toEqual([])
    await page.context().close()
  })
})
