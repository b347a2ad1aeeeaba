import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openClient } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import {
  hasBrowser,
  keepShot,
  openSignedIn,
  startBrowser,
  watchForeignRequests,
} from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let server: TestServer
let browser: Browser
let talk: string

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  const { agents, conversations } = openClient({
    baseUrl: server.url,
    credentials: { apiKey: server.owner },
  })
  const { id: agentId } = await agents.create({ name: 'Ada' })
  talk = (await conversations.open({ agentId, title: 'Songs of the whale' })).id
  await conversations.send(talk, { parts: [{ type: 'text', text: 'Why do whales sing?' }] })
  await vi.waitFor(async () => expect((await conversations.read(talk)).activeReplyId).toBeNull(), {
    timeout: 20_000,
  })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Somebody who was sent the link. */
const visitorPage = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> =>
  (
    await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options })
  ).newPage()

describe.skipIf(!hasBrowser)('a conversation that is shared by a link', () => {
  test('is read in a fresh browser, and not any more once the link is revoked', async () => {
    const tokens = (await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })).text
    const hers = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
    await hers.goto(`${server.url}/conversations/${talk}`)
    await settled(hers)
    await hers.locator('header').getByRole('button', { name: 'More' }).click()
    await hers.getByRole('menuitem', { name: 'Share link' }).click()
    const dialog = hers.getByRole('dialog', { name: 'Share link' })
    await dialog.getByText('Anybody who has the link').waitFor()
    await dialog.getByRole('button', { name: 'Create link' }).click()
    const field = dialog.getByRole('textbox', { name: 'Link' })
    await field.waitFor()
    const address = await field.inputValue()
    await dialog.getByRole('button', { name: 'Revoke' }).waitFor()
    expect(await violationsIn(hers)).toEqual([])
    await settled(hers)
    await keepShot(hers, 'link-1-made')

    const stranger = await visitorPage()
    const foreign = watchForeignRequests(stranger, server.url)
    await stranger.goto(address)
    await stranger.getByRole('heading', { name: 'Songs of the whale' }).waitFor()
    await stranger.getByText('Why do whales sing?', { exact: true }).waitFor()
    expect(await violationsIn(stranger)).toEqual([])
    await keepShot(stranger, 'link-2-page')

    const phone = await visitorPage({
      viewport: { width: 320, height: 700 },
      colorScheme: 'dark',
      locale: 'zh-CN',
    })
    await phone.goto(address)
    await phone.getByText('提问').first().waitFor()
    expect(await tooWide(phone)).toEqual([])
    expect(await violationsIn(phone)).toEqual([])
    await keepShot(phone, 'link-3-phone-zh')

    await hers.goto(`${server.url}/settings/links`)
    await hers.getByRole('link', { name: 'Songs of the whale' }).waitFor()
    expect(await violationsIn(hers)).toEqual([])
    await settled(hers)
    await keepShot(hers, 'link-4-mine')
    await hers.getByRole('button', { name: 'Revoke' }).click()
    await hers.getByText('No shared links yet').waitFor()
    await stranger.reload()
    await stranger.getByRole('heading', { name: 'There is nothing here' }).waitFor()
    expect(await violationsIn(stranger)).toEqual([])
    await keepShot(stranger, 'link-5-revoked')
    expect(foreign).toEqual([])
  })
})
