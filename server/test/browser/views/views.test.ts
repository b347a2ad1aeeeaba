import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { faintIn, settled, tooWide, violationsIn } from './look.ts'
import { type Stage, setStage } from './stage.ts'
import { views } from './views.ts'

const desktop = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

const devices: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop', desktop],
  ['phone', phone],
]

let stage: Stage
let browser: Browser

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

const open = async (options: BrowserContextOptions, isPublic: boolean) => {
  if (!isPublic) return openSignedIn(browser, stage.tokens, options)
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  return context.newPage()
}

test.skipIf(!hasBrowser).each(devices)(
  'everyone can use every view, by day and by night: %s',
  async (device, options) => {
    const found: string[] = []
    for (const isPublic of [true, false]) {
      const page = await open(options, isPublic)
      page.on('pageerror', (error) => found.push(`broken: ${error.message}`))
      for (const view of views.filter((one) => (one.isPublic ?? false) === isPublic)) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(stage.server.url + view.path(stage))
        await settled(page)
        await view.open?.(page)
        await settled(page)
        await keepShot(page, `views/${view.name}-${device}-light`)
        found.push(...(await violationsIn(page)).map((one) => `${view.name}: ${one}`))
        await page.emulateMedia({ colorScheme: 'dark' })
        await settled(page)
        await keepShot(page, `views/${view.name}-${device}-dark`)
        found.push(...(await faintIn(page)).map((one) => `${view.name} in the dark: ${one}`))
        if (device !== 'desktop') continue
        // No wider than a small phone, or than this desktop at four times its size.
        await page.setViewportSize({ width: 320, height: 640 })
        await settled(page)
        found.push(...(await tooWide(page)).map((one) => `${view.name} made narrow: ${one}`))
        await page.setViewportSize(desktop.viewport)
      }
      await page.context().close()
    }
    expect(found).toEqual([])
  },
  600_000,
)
