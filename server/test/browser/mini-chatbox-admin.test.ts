import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { hasBrowser, keepShot, startBrowser, watchForeignRequests } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { tooWide, violationsIn } from './views/look.ts'

let models: ModelServer
let server: TestServer
let browser: Browser
let url: string

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 320, height: 700 }, isMobile: true, hasTouch: true }

async function open(options: BrowserContextOptions = desktop): Promise<Page> {
  const page = await (
    await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  ).newPage()
  await page.goto(`${url}/admin/`)
  return page
}

async function signIn(page: Page, name = OWNER.email, password = OWNER.password) {
  await page.getByLabel('E-mail address or name').fill(name)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const goTo = (page: Page, part: string) =>
  page.getByRole('navigation').getByRole('button', { name: part }).click()

/** As a client without an account calls. */
const share = (path: string, body: object) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe.skipIf(!hasBrowser && process.env.CI !== 'true')('the administration of Mini-Chatbox', () => {
  beforeAll(async () => {
    models = await startModelServer()
    server = await openTestServer({
      env: scriptedModels(models),
      listeners: [
        { port: 0, dialects: ['native'] },
        { port: 0, dialects: ['mini-chatbox'] },
      ],
    })
    url = server.doors[1]?.url ?? ''
    browser = await startBrowser()
    await share('/api/conversations/s/messages/', { role: 'user', content: 'What is <b>bold</b>?' })
    await share('/api/conversations/s/messages/', { role: 'assistant', content: 'Heavy letters.' })
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    await models.close()
  })

  test('admins read, add and delete what clients share; nobody else has access', async () => {
    const page = await open()
    const foreign = watchForeignRequests(page, url)
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    await signIn(page, OWNER.email, 'wrong and wrong')
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor()
    const { member } = await server.member('end_user')
    await signIn(page, member.email, OWNER.password)
    await page.getByRole('alert').getByText('You may not do this.').waitFor()
    await keepShot(page, 'mini-chatbox-admin-sign-in')
    await signIn(page)

    await page.getByRole('button', { name: 'Read' }).click()
    await page.getByText('What is <b>bold</b>?').last().waitFor()
    // What somebody wrote is text, never markup.
    expect(await page.locator('#part b').count()).toBe(0)
    await keepShot(page, 'mini-chatbox-admin-conversation')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('heading', { name: 'Conversations', level: 2 }).waitFor()
    await keepShot(page, 'mini-chatbox-admin-conversations')

    await goTo(page, 'Projects')
    await page.getByLabel('Name', { exact: true }).fill('Garden')
    await page.getByRole('button', { name: 'Add project' }).click()
    await page.getByText('Garden').waitFor()

    await goTo(page, 'Sources')
    await page.getByLabel('Name of a new source').fill('Leaflets')
    await page.getByRole('button', { name: 'Add source' }).click()
    await page.getByRole('heading', { name: 'Leaflets' }).waitFor()
    await page
      .getByLabel('Add a document to Leaflets')
      .setInputFiles({ name: 'roses.txt', mimeType: 'text/plain', buffer: Buffer.from('Roses want sun.') })
    await page.getByText('roses.txt').waitFor()
    await keepShot(page, 'mini-chatbox-admin-sources')

    await goTo(page, 'Tool servers')
    await page.getByLabel('Name', { exact: true }).fill('inside')
    await page.getByLabel('Address', { exact: true }).fill('http://10.0.0.1/mcp')
    await page.getByRole('button', { name: 'Add server' }).click()
    await page
      .getByRole('status')
      .getByText(/private network/)
      .waitFor()
    await keepShot(page, 'mini-chatbox-admin-servers')

    await goTo(page, 'Users')
    const inRoom = page.locator('#room')
    await inRoom.getByLabel('E-mail address').fill('ann@example.com')
    await inRoom.getByLabel('Name', { exact: true }).fill('Ann')
    await inRoom.getByLabel('Password').fill('long walks by the river')
    await page.getByRole('button', { name: 'Add user' }).click()
    const ann = page.getByRole('listitem').filter({ hasText: 'ann@example.com' })
    await ann.getByRole('button', { name: 'Suspend' }).click()
    await ann.getByText('suspended').waitFor()
    await ann.getByRole('button', { name: 'Let in again' }).click()
    await ann.getByRole('button', { name: 'Suspend' }).waitFor()
    await keepShot(page, 'mini-chatbox-admin-users')

    await goTo(page, 'Settings')
    await page.getByText('A model is connected.').waitFor()
    await keepShot(page, 'mini-chatbox-admin-settings')

    await page.reload()
    await goTo(page, 'Conversations')
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Nobody has said anything yet.').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    expect([foreign, problems]).toEqual([[], []])
  })

  test('the attachment of a message can be downloaded', async () => {
    const form = new FormData()
    form.set('message', 'Read this.')
    form.set('file', new File(['Roses want sun.'], 'roses & thorns.txt', { type: 'text/plain' }))
    const sent = await fetch(`${url}/api/chat/send_message/`, { method: 'POST', body: form })
    expect(sent.status).toBe(200)
    await sent.text()
    const page = await open()
    await signIn(page)
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Read this.' })
      .getByRole('button', { name: 'Read' })
      .click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download roses & thorns.txt' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('roses & thorns.txt')
    expect(readFileSync(await saved.path(), 'utf8')).toBe('Roses want sun.')
  })

  test('Chinese browsers get Chinese, and either language can be chosen and stays', async () => {
    const page = await open({ ...phone, locale: 'zh-CN' })
    await page.getByLabel('邮箱地址或用户名').fill(OWNER.email)
    await page.getByLabel('密码').fill('wrong and wrong')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('alert').getByText('用户名或密码错误。').waitFor()
    await page.getByLabel('密码').fill(OWNER.password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    for (const part of ['会话', '项目', '知识源', '工具服务器', '用户', '设置']) {
      await goTo(page, part)
      await page.getByRole('heading', { name: part, level: 2 }).waitFor()
      const words = await page
        .locator('#room :is(button:not(.language), label, h2, .facts, .empty):visible')
        .allInnerTexts()
      expect(words.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([])
      expect(await tooWide(page), part).toEqual([])
      expect(await violationsIn(page), part).toEqual([])
      await keepShot(page, `mini-chatbox-admin-zh-${part}`)
    }
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '设置', level: 2 }).waitFor()
  })

  test.each([
    ['a phone', { ...phone, colorScheme: 'light' as const }],
    ['a phone in the dark', { ...phone, colorScheme: 'dark' as const }],
    ['a desk in the dark', { ...desktop, colorScheme: 'dark' as const }],
  ])('it fits %s, and is accessible', async (where, options) => {
    await share('/api/conversations/t/messages/', {
      role: 'user',
      content: `A long word: ${'x'.repeat(200)}`,
    })
    const page = await open(options)
    await signIn(page)
    for (const part of ['Conversations', 'Projects', 'Sources', 'Tool servers', 'Users', 'Settings']) {
      await goTo(page, part)
      await page.getByRole('heading', { name: part, level: 2 }).waitFor()
      expect(await tooWide(page), part).toEqual([])
      expect(await violationsIn(page), part).toEqual([])
      await keepShot(page, `mini-chatbox-admin-${where.replaceAll(' ', '-')}-${part.replace(' ', '-')}`)
    }
  })
})
