import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { keepShot } from '#test/support/browser.ts'
import { faintIn, settled, tooWide, violationsIn } from './look.ts'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

/** Looks at a page in both widths and lights: a picture of each, and nothing in anybody's way. */
export async function lookAround(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page)
      await keepShot(page, `${name}-${size}-${colorScheme}`)
      // What measures itself is drawn once more after the window has changed.
      await expect.poll(() => tooWide(page), { message: `${name} ${size} ${colorScheme}` }).toEqual([])
      // In the dark only colours are others.
      const found = colorScheme === 'dark' ? await faintIn(page) : await violationsIn(page)
      expect(found, `${name} ${size} ${colorScheme}`).toEqual([])
    }
  }
  await page.setViewportSize(desktop)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}
