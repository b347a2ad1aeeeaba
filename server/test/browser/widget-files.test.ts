import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Widget } from '#contract/shapes/widget.ts'
import { findProgram } from '#providers/programs/find-program.ts'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type LittleSite, startLittleSite } from '#test/support/little-site.ts'
import { lacksFilmTools, makeFilm } from '#test/support/film-maker.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { wav } from '#test/support/plain-sound.ts'
import { setLight, violationsIn } from './views/look.ts'

const phone = { width: 320, height: 640 }
const lacksPageTool = findProgram('pdftoppm', process.env) === undefined && !process.env.CI

let server: TestServer
let models: ModelServer
let browser: Browser
let site: LittleSite
let page: Page
let frame: Frame

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: { ...scriptedModels(models), PATH: process.env.PATH ?? '' } })
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const body = { name: 'Shop', agentId: agent.body.id, appearance: { title: 'Tea shop' } }
  const { body: widget } = await server.ask<Widget>('POST', '/v1/widgets', { body })
  site = await startLittleSite(
    () => `<h1>Tea</h1><script async src="${server.url}/widget.js" data-key="${widget.key}"></script>`,
    `default-src 'none'; script-src ${server.url}; frame-src ${server.url}`,
  )
  await server.ask('PATCH', `/v1/widgets/${widget.id}`, { body: { allowedOrigins: [site.url] } })
  await limits({ video: 3_000_000, document: 1_000 })
  browser = await startBrowser(['--autoplay-policy=no-user-gesture-required'])
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: phone })
  page = await context.newPage()
  await enter()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await server?.close()
  await models?.close()
})

/** Opens the chat on a page that is loaded anew, and so knows nothing of earlier limits. */
async function enter() {
  await page.goto(site.url)
  const element = await page.waitForSelector('iframe[data-parley]', { state: 'attached' })
  const found = await element.contentFrame()
  if (!found) throw new Error('The widget has no frame.')
  frame = found
  const open = frame.getByRole('button', { name: 'Open the chat' })
  const field = frame.getByRole('textbox', { name: 'Write a message' })
  await open.or(field).first().waitFor()
  if (await open.isVisible()) await open.click()
}

const limits = (body: Record<string, number | null>) => server.ask('PATCH', '/v1/file-limits', { body })
const attach = (...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  frame.locator('input[type=file]').setInputFiles(files)
const picture = () =>
  sharp({ create: { width: 1_200, height: 800, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer()
const text = (name: string, length: number) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.alloc(length, 'words '),
})
const chips = () => frame.getByRole('list', { name: 'Attached files' }).getByRole('listitem')
const uploads = () => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/files')) sent.push(request.method())
  })
  return sent
}
const isTooWide = () => frame.evaluate(() => document.documentElement.scrollWidth > innerWidth)

test.skipIf(!hasBrowser)('a file that would be refused is reported before any of it is sent', async () => {
  const sent = uploads()
  await attach(text('large.txt', 5_000))
  await frame.getByText('large.txt is too large. The limit is 0.001 MB.').waitFor()
  await limits({ audio: 0 })
  await enter()
  await attach({ name: 'memo.wav', mimeType: 'audio/wav', buffer: wav() })
  await frame.getByText('memo.wav was not attached: this file type is not accepted.').waitFor()
  await attach(text('empty.txt', 0))
  await frame.getByText('empty.txt is empty.').waitFor()
  expect(await chips().count()).toBe(0)
  expect(sent).toEqual([])
  // What only the server can know is said as well.
  await attach({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html></html>') })
  await frame.getByText('page.png was rejected').waitFor()
  expect(await chips().count()).toBe(0)
  await limits({ audio: null })
  await enter()
})

test.skipIf(!hasBrowser)('an upload shows its progress, and is cancelled with the keyboard', async () => {
  const gate = Promise.withResolvers<void>()
  await page.route('**/v1/files', async (route) => {
    await gate.promise
    await route.continue().catch(() => {})
  })
  await attach(text('a-rather-long-name-of-a-file-that-nobody-can-read-to-its-end.txt', 500))
  const progress = frame.getByRole('progressbar', { name: /is uploading/ })
  await progress.waitFor()
  await frame.getByRole('textbox', { name: 'Write a message' }).fill('Here.')
  expect(await frame.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
  await keepShot(page, 'widget-files-uploading')
  expect(await isTooWide()).toBe(false)
  expect(await violationsIn(frame as unknown as Page)).toEqual([])
  const remove = frame.getByRole('button', { name: /^Remove a-rather/ })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => chips().count()).toBe(0)
  expect(await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Write a message',
  )
  expect(await frame.getByRole('button', { name: 'Send' }).isDisabled()).toBe(false)
  gate.resolve()
  await page.unroute('**/v1/files')
})

test.skipIf(!hasBrowser)(
  'pictures are seen, sound and film are played, at 320 pixels and in the dark',
  async () => {
    await attach(
      { name: 'garden.png', mimeType: 'image/png', buffer: await picture() },
      { name: 'memo.wav', mimeType: 'audio/wav', buffer: wav() },
      ...(lacksFilmTools
        ? []
        : [
            {
              name: 'clip.webm',
              mimeType: 'video/webm',
              buffer: makeFilm({ colours: ['red'], kind: 'webm' }),
            },
          ]),
      text('note.txt', 400),
    )
    await expect.poll(() => frame.getByRole('progressbar').count()).toBe(0)
    await frame.getByRole('textbox', { name: 'Write a message' }).fill('Look at these.')
    await page.keyboard.press('Enter')
    const open = frame.getByRole('button', { name: 'Show garden.png large' })
    await open.waitFor()
    const isDrawn = (selector: string) =>
      frame.locator(selector).evaluate((node) => (node as HTMLImageElement).naturalWidth)
    // What the server made small, and not the picture itself.
    await expect.poll(() => isDrawn('.said .picture')).toBe(640)
    const seconds = (tag: string) =>
      frame.locator(tag).evaluate((node) => Math.round((node as HTMLMediaElement).duration))
    await expect.poll(() => seconds('audio')).toBe(1)
    await frame.locator('audio').evaluate((node) => (node as HTMLMediaElement).play())
    await expect
      .poll(() => frame.locator('audio').evaluate((node) => (node as HTMLMediaElement).ended))
      .toBe(true)
    if (!lacksFilmTools) {
      await expect
        .poll(() => frame.locator('video').evaluate((node) => (node as HTMLVideoElement).videoWidth))
        .toBe(320)
      await expect
        .poll(() => frame.locator('video').evaluate((node) => (node as HTMLVideoElement).poster))
        .toContain('blob:')
    }
    // What came last is in view, however high the files before it have become.
    const below = () =>
      frame.locator('.talk').evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight)
    await expect.poll(below).toBeLessThan(10)
    for (const colorScheme of ['light', 'dark'] as const) {
      await setLight(page, colorScheme)
      await keepShot(page, `widget-files-${colorScheme}`)
      expect(await isTooWide()).toBe(false)
      expect(await violationsIn(frame as unknown as Page)).toEqual([])
    }
    await open.focus()
    await page.keyboard.press('Enter')
    await frame.getByRole('dialog', { name: 'garden.png' }).waitFor()
    await expect.poll(() => isDrawn('.whole img')).toBe(1_200)
    await keepShot(page, 'widget-files-whole')
    await page.keyboard.press('Escape')
    await frame.getByRole('dialog', { name: 'garden.png' }).waitFor({ state: 'detached' })
    // The chat is still open, and what opened the picture has the focus.
    expect(await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Show garden.png large',
    )
  },
)

test.skipIf(!hasBrowser || lacksPageTool)('a document is seen by its first page, and saved', async () => {
  await limits({ document: null })
  await enter()
  const buffer = readFileSync(new URL('../corpus/printed-handbook.pdf', import.meta.url))
  await attach({ name: 'handbook.pdf', mimeType: 'application/pdf', buffer })
  await expect.poll(() => frame.getByRole('progressbar').count()).toBe(0)
  await frame.getByRole('textbox', { name: 'Write a message' }).fill('And this.')
  await page.keyboard.press('Enter')
  const drawn = frame.locator('.said .page')
  await expect
    .poll(() => drawn.evaluate((node) => (node as HTMLImageElement).naturalWidth), { timeout: 45_000 })
    .toBeGreaterThan(50)
  await frame.getByRole('button', { name: /handbook\.pdf/ }).waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await setLight(page, colorScheme)
    await keepShot(page, `widget-files-document-${colorScheme}`)
  }
  expect(await isTooWide()).toBe(false)
  expect(await violationsIn(frame as unknown as Page)).toEqual([])
})
