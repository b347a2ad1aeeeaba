import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { findTenantId } from '#features/access/index.ts'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { converse, openConversation, send } from '#test/support/conversation.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { phone, said, type Stage, setStage } from '../chat/stage.ts'
import { violationsIn } from '../views/look.ts'

const LONG = 40
const PATIENCE = { timeout: 45_000 }

let stage: Stage
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage()
  conversationId = await openConversation(stage.server)
})
afterAll(() => stage?.close())

const read = async (id: string) =>
  (await stage.server.ask<Conversation>('GET', `/v1/conversations/${id}`)).body
const soon = <T>(look: () => Promise<T>) => expect.poll(look, PATIENCE)
const badge = (page: Page) => page.getByRole('link', { name: /unread conversation/ })
const newMark = (page: Page) => page.getByRole('separator', { name: 'New messages from here' })
const lookAway = (page: Page, isHidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)

describe.skipIf(!hasBrowser)('what one has not read', () => {
  test('is counted on the list and the rail of every device, until one of them has shown it', async () => {
    const [desktop, pocket] = [
      await stage.open('/conversations', { colorScheme: 'light', reducedMotion: 'reduce' }),
      await stage.open('/conversations', { ...phone, colorScheme: 'dark', reducedMotion: 'reduce' }),
    ]
    stage.models.script({ text: pieces('We open at nine.') })
    await converse(stage.server, conversationId, 'When do you open?')
    for (const page of [desktop, pocket]) {
      await badge(page).waitFor()
      await page.locator('li[data-unread]').getByText('1 new message').waitFor({ state: 'attached' })
    }
    await keepShot(desktop, 'reading-1-list')
    await keepShot(pocket, 'reading-2-list-phone')

    await desktop.goto(`${stage.server.url}/conversations/${conversationId}`)
    await newMark(desktop).waitFor()
    await keepShot(desktop, 'reading-3-new')
    expect(await violationsIn(desktop)).toEqual([])
    for (const page of [desktop, pocket]) await badge(page).waitFor({ state: 'detached' })
    expect(await read(conversationId)).toMatchObject({ readSeq: 2, unreadCount: 0 })
    await pocket.context().close()
    await desktop.context().close()
  })

  test('is not read while nobody looks at the page', async () => {
    const page = await stage.open(`/conversations/${conversationId}`)
    await page.getByText('We open at nine.').waitFor()
    await lookAway(page, true)
    stage.models.script({ text: pieces('At six.') })
    await converse(stage.server, conversationId, 'And when do you close?')
    await page.getByText('At six.').waitFor()
    await badge(page).waitFor()
    expect(await read(conversationId)).toMatchObject({ readSeq: 3, unreadCount: 1 })
    await lookAway(page, false)
    await newMark(page).waitFor()
    await soon(async () => (await read(conversationId)).unreadCount).toBe(0)
    await page.context().close()
  })

  test('is begun where it begins when it is long, and read as far as one scrolls', async () => {
    const id = await stage.conversationOf(
      Array.from({ length: LONG }, (_, at) => said(`Paragraph ${at + 1}. ${'Words. '.repeat(40)}`)),
    )
    const { app } = stage.server
    await app.database.write(await findTenantId(app, null), (db) =>
      db.updateTable('messages').set({ author_id: null }).where('conversation_id', '=', id).execute(),
    )
    await stage.server.ask('POST', `/v1/conversations/${id}/read`, { body: { seq: 9 } })
    const page = await stage.open(`/conversations/${id}`, { ...phone, colorScheme: 'light' })
    await newMark(page).waitFor()
    await keepShot(page, 'reading-4-long-phone')
    await soon(async () => (await read(id)).readSeq).toBeGreaterThan(9)
    expect((await read(id)).readSeq).toBeLessThan(LONG / 2)
    await page.getByRole('button', { name: /latest message/ }).click()
    await soon(async () => (await read(id)).readSeq).toBe(LONG)
    await page.context().close()
  })

  test('is told to whoever waits for it once it is read', async () => {
    const customer = await stage.server.member('end_user')
    const { body } = await stage.server.ask<Conversation>('POST', '/v1/conversations', {
      token: customer.accessToken,
      body: {},
    })
    const sent = await send(stage.server, body.id, 'Is anybody there?', { token: customer.accessToken })
    const context = await stage.browser.newContext({ locale: 'en-GB', colorScheme: 'dark' })
    await context.addInitScript(
      (tokens) => localStorage.setItem('parley.session', tokens),
      JSON.stringify(customer),
    )
    const page = await context.newPage()
    await page.goto(`${stage.server.url}/conversations/${body.id}`)
    await page.locator('article[data-state=completed]').waitFor()
    await stage.server.ask('POST', `/v1/conversations/${body.id}/read`, { body: { seq: sent.message.seq } })
    await page.getByText('Read by the team').waitFor()
    await keepShot(page, 'reading-5-receipt')
    const operator = await stage.open(`/conversations/${body.id}`, { colorScheme: 'light' })
    await operator.locator('p', { hasText: /^Read · / }).waitFor()
    await keepShot(operator, 'reading-6-receipt-inbox')
    await operator.context().close()
    await context.close()
  })
})
