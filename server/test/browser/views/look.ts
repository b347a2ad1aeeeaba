import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const axe = readFileSync(new URL('../../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** Rules whose impact is called moderate, and that we hold all the same. */
const held = ['heading-order', 'page-has-heading-one', 'landmark-one-main']

interface Violation {
  id: string
  impact: string
  help: string
  nodes: { html: string; failureSummary: string }[]
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Makes it day or night. Where the page listens, it is told in its next frame, and answers in the one after. */
export async function setLight(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  )
}

/** What a person with a screen reader, weak eyes or a shaking hand would stumble over. One sentence each. */
export const violationsIn = (page: Page): Promise<string[]> => checked(page, standards)

/** The part of it that depends on the light: what is too faint to be read. */
export const faintIn = (page: Page): Promise<string[]> =>
  checked(page, { type: 'rule', values: ['color-contrast'] })

/**
 * Waits until nothing is on its way. With reduced motion each transition takes no time, but a colour that is inherited
 * through several of them arrives a frame later at each.
 */
const arrived = (page: Page) =>
  page.evaluate(async () => {
    const moves = ({ playState, effect }: Animation) =>
      playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
    for (let still = 0; still < 3; still = document.getAnimations().some(moves) ? 0 : still + 1)
      await new Promise(requestAnimationFrame)
  })

async function checked(page: Page, runOnly: unknown): Promise<string[]> {
  // Put in anew each time: one that has looked before remembers colours of another light.
  await page.evaluate(axe)
  await arrived(page)
  const violations: Violation[] = await page.evaluate(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], runOnly })}).then((found) => found.violations)`,
  )
  return violations
    .filter(({ impact, id }) => impact === 'serious' || impact === 'critical' || held.includes(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) =>
          `${id}: ${html.slice(0, 200)} — ${failureSummary.split('\n')[1]?.trim()}`,
      ),
    )
}

/** What is wider than the window, where nothing lets it scroll on its own. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const mayScroll = 'pre, code, table, [data-scrolls-sideways], .katex, math'
    const named = (element: Element) => element.outerHTML.slice(0, 160)
    const isWide = (element: Element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth + 1
    const isOutside = (element: Element) => {
      const { right, width } = element.getBoundingClientRect()
      return width > 1 && right > innerWidth + 1
    }
    const isLoose = (element: Element) => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (at.matches(mayScroll) || getComputedStyle(at).overflowX !== 'visible') return at === document.body
      return true
    }
    return [...document.body.querySelectorAll('*')]
      .filter((element) => !element.closest(mayScroll) && !element.querySelector(':scope > table'))
      .filter((element) => isWide(element) || (isOutside(element) && isLoose(element)))
      .map(named)
  })

/** Waits until a view has all that it fetches. Every view has a heading of its own. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached', timeout: 45_000 })
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'))
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}
