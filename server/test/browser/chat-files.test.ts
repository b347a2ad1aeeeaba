import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileLimits } from '#contract/shapes/file.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { converse, follow, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { lacksFilmTools, makeFilm } from '#test/support/film-maker.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { wav } from '#test/support/plain-sound.ts'
import { violationsIn } from './views/look.ts'

const desktop = { width: 1280, height: 800 }
const phone = { width: 320, height: 640 }

let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let tokens: string
let seconds = 1
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer({ reply: { text: ['We open at nine.'] } })
  server = await openTestServer({
    env: { ...scriptedModels(models), PATH: process.env.PATH ?? '' },
    ports: {
      speaker: {
        id: 'plain/voice',
        speak: async () => ({ content: wav(seconds), mediaType: 'audio/mpeg', cost: null }),
      },
    },
  })
  conversationId = await openConversation(server)
  await converse(server, conversationId, 'When do you open?')
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  tokens = signedIn.text
  browser = await startBrowser(['--autoplay-policy=no-user-gesture-required'])
  page = await openSignedIn(browser, tokens, { viewport: desktop })
  // What is played without a player on the page.
  await page.addInitScript(() => {
    const heard: HTMLMediaElement[] = []
    Object.assign(window, { heard })
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      heard.push(this)
      return play.call(this)
    }
  })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const show = (on: Page, id: string) => on.goto(`${server.url}/conversations/${id}`)
const read = () => page.getByRole('button', { name: 'Read aloud', exact: true })
const stop = () => page.getByRole('button', { name: 'Stop reading aloud' })
const heard = () =>
  page.evaluate(() =>
    (window as unknown as { heard: HTMLMediaElement[] }).heard.map(({ ended, paused }) => ({
      ended,
      paused,
    })),
  )

test.skipIf(!hasBrowser)(
  'an answer is read aloud on request, to its end or until it is stopped',
  async () => {
    await show(page, conversationId)
    await read().focus()
    await page.keyboard.press('Enter')
    await stop().waitFor()
    await read().waitFor()
    expect(await heard()).toEqual([{ ended: true, paused: true }])

    seconds = 60
    await converse(server, conversationId, 'And when do you close?')
    await expect.poll(() => read().count()).toBe(2)
    await read().last().click()
    await stop().waitFor()
    await expect.poll(async () => (await heard()).at(-1)).toEqual({ ended: false, paused: false })
    await keepShot(page, 'chat-files-reading-aloud')
    expect(await violationsIn(page)).toEqual([])
    // Another one takes its place: never two at once.
    await read().first().click()
    await expect.poll(async () => (await heard())[1]).toEqual({ ended: false, paused: true })
    await expect.poll(() => stop().count()).toBe(0)
    await read().last().click()
    await stop().click()
    await expect.poll(() => read().count()).toBe(2)
    expect((await heard()).filter(({ paused }) => !paused)).toEqual([])
  },
)

test.skipIf(!hasBrowser)('without speech there is no button for it', async () => {
  await page.route('**/v1/speech', (route) => route.fulfill({ json: { isOffered: false } }))
  await page.reload()
  await page.getByText('We open at nine.').first().waitFor()
  await page
    .getByRole('button', { name: 'Branch' })
    .first()
    .or(page.getByRole('button', { name: 'Copy' }).first())
    .first()
    .waitFor()
  expect(await read().count()).toBe(0)
  await page.unroute('**/v1/speech')
})

test.skipIf(!hasBrowser || lacksFilmTools)(
  'a film has a poster before it is played, and missing parts are reported',
  async () => {
    const form = new FormData()
    form.append(
      'file',
      new Blob([makeFilm({ colours: ['red', 'blue'], kind: 'webm' }) as BlobPart]),
      'clip.webm',
    )
    const headers = { authorization: `Bearer ${server.owner}` }
    const uploaded = await fetch(`${server.url}/v1/files`, { method: 'POST', headers, body: form })
    const { id: fileId } = (await uploaded.json()) as { id: string }
    const id = await openConversation(server)
    const body = {
      parts: [
        { type: 'text', text: 'What happens?' },
        { type: 'file', fileId },
      ],
    }
    const sent = await server.ask<SentMessage>('POST', `/v1/conversations/${id}/messages`, { body })
    await follow(server, sent.body.reply?.id ?? '')
    for (const [name, viewport] of Object.entries({ desktop, phone })) {
      const context = { viewport, colorScheme: name === 'phone' ? ('dark' as const) : ('light' as const) }
      const own = await openSignedIn(browser, tokens, context)
      await show(own, id)
      const film = own.locator('video')
      await expect.poll(() => film.evaluate((node) => (node as HTMLVideoElement).poster)).toContain('blob:')
      await expect.poll(() => film.evaluate((node) => (node as HTMLVideoElement).videoWidth)).toBe(320)
      await own.getByText('Only single frames of “clip.webm” were used.').waitFor()
      await keepShot(own, `chat-files-film-${name}`)
      expect(await own.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
      expect(await violationsIn(own)).toEqual([])
      await own.context().close()
    }
  },
)

test.skipIf(!hasBrowser)('an admin says which files may be sent and how large they may be', async () => {
  const limits = async () => (await server.ask<FileLimits>('GET', '/v1/file-limits')).body.own
  await page.goto(`${server.url}/settings/organisation`)
  const card = page.getByRole('region', { name: 'File uploads' })
  await card.getByRole('switch', { name: 'Audio' }).uncheck({ force: true })
  await card.getByRole('textbox', { name: 'Images: at most' }).fill('5')
  await card.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Limits saved.').waitFor()
  expect(await limits()).toEqual({ image: 5_000_000, audio: 0, video: null, document: null })
  await card.getByRole('textbox', { name: 'Images: at most' }).fill('')
  await card.getByRole('switch', { name: 'Audio' }).check({ force: true })
  await card.getByRole('button', { name: 'Save' }).click()
  await expect.poll(limits).toEqual({ image: null, audio: null, video: null, document: null })

  for (const [name, options] of Object.entries({
    desktop: { viewport: desktop, locale: 'en-GB' },
    phone: { viewport: phone, locale: 'zh-CN', colorScheme: 'dark' as const },
  })) {
    const own = await openSignedIn(browser, tokens, options)
    await own.goto(`${server.url}/settings/organisation`)
    await own.getByRole('region', { name: /^(?:File uploads|允许发送的文件)$/ }).scrollIntoViewIfNeeded()
    await own.getByRole('switch', { name: /^(?:Videos|视频)$/ }).waitFor()
    await keepShot(own, `file-limits-${name}`)
    expect(await own.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    expect(await violationsIn(own)).toEqual([])
    await own.context().close()
  }
})
