import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { type Attack, attacks, heavy, oddities, refresh } from './attacks.ts'
import { buildWithoutSanitiser, serveChanged } from './layers.ts'
import { layOutAll, lookAround, outlast } from './look-around.ts'
import { said, type Stage, setStage } from './stage.ts'

/*
 * Two layers stand between what others wrote and the reader. Each is tried alone:
 *   - the sanitiser (words become elements from a list, addresses are checked, images are links) holds everything;
 *   - the content policy holds scripts, event handlers, script addresses, and every request that the page makes by
 *     itself. It does not hold what covers the page, nor what leads the whole page elsewhere.
 * Without both the attacks succeed, which shows that this test would notice.
 */

let stage: Stage
let evil: Server
let address: string
let heard: string[] = []

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage()
  evil = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(evil.address() as AddressInfo).port}`
})
afterAll(async () => {
  await stage?.close()
  evil?.close()
})

const AT_ONCE = 10

/** Many attacks in few messages: each a part of its own, which is read by itself, after its name. */
function talk(all: readonly Attack[]): MessagePart[][] {
  const messages: MessagePart[][] = []
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE)
    const answer: MessagePart[] = []
    for (const { name, parts } of some) {
      answer.push(...said(name))
      const at = answer.length
      for (const part of parts)
        answer.push(
          part.type === 'source' ? { ...part, answerRange: { ...part.answerRange, part: at } } : part,
        )
    }
    // The same texts as a person's words, too.
    const words = some.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'text' ? part.text.slice(0, 1_000) : [])),
    )
    messages.push(said(words.join('\n\n')), answer)
  }
  return messages
}

/** Opens a conversation with these attacks, lays out all of it, sets off what it can, and says what came of it. */
async function expose(all: readonly Attack[], prepare: (context: BrowserContext) => Promise<unknown>) {
  heard = []
  const conversationId = await stage.conversationOf(talk(all))
  await stage.server.ask('PATCH', `/v1/conversations/${conversationId}`, {
    body: { title: '"><img src=x onerror=pwned()>\u202e' },
  })
  const page = await stage.open('/healthz')
  const context = page.context()
  // What the browser itself would hold back from a neighbour on the same machine, it would not from a host out there.
  await context.grantPermissions(['local-network-access'])
  await prepare(context)
  let ran = 0
  const blocked: string[] = []
  await context.exposeFunction('pwned', () => void (ran += 1))
  await context.exposeFunction('tellBlocked', (what: string) => void blocked.push(what))
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      (window as unknown as { tellBlocked(what: string): void }).tellBlocked(
        `${effectiveDirective} ${blockedURI}`,
      ),
    ),
  )
  page.on('dialog', (dialog) => void dialog.dismiss())
  await page.goto(`${stage.server.url}/conversations/${conversationId}`)
  await page.locator('article').last().waitFor({ timeout: 60_000 })
  await layOutAll(page, true)
  const strange = new Set<string>()
  await expect
    .poll(
      async () => {
        const found = await page.evaluate(lookAround)
        for (const one of found.strange) strange.add(one)
        const seen = new Set(found.names)
        return all.map(({ name }) => name).filter((name) => !seen.has(name))
      },
      { timeout: 45_000 },
    )
    .toEqual([])
  await outlast(page)
  // What was opened the first time has come in by now, and is looked at too.
  for (const one of (await page.evaluate(lookAround)).strange) strange.add(one)
  await outlast(page)
  return { page, strange: [...strange], blocked, ran: () => ran }
}

/** The page can still be used. */
async function expectUsable(page: Page) {
  await layOutAll(page, false)
  await page.getByRole('textbox', { name: 'Message' }).fill('Still here')
  await page.getByRole('region', { name: 'Messages' }).press('Home')
  await page.getByRole('button', { name: 'Jump to latest message' }).click()
}

const guarded = async () => {}
const withoutPolicy = (context: BrowserContext) =>
  serveChanged(context, stage.server.url, { hasPolicy: false })

test.skipIf(!hasBrowser).each([
  ['with both layers', guarded],
  ['with the content policy off, so that the sanitiser stands alone', withoutPolicy],
])(
  'nothing hostile runs, calls out or breaks rendering: %s',
  async (_name, prepare) => {
    const all = [...attacks(address), ...refresh(address), ...oddities]
    expect(all.length).toBeGreaterThanOrEqual(80)
    const { page, strange, blocked, ran } = await expose(all, prepare)
    expect(strange).toEqual([])
    expect(ran()).toBe(0)
    expect(heard).toEqual([])
    // The sanitiser leaves nothing for the policy to do.
    expect(blocked).toEqual([])
    await expectUsable(page)
    await keepShot(page, 'chat-hostile')
    await page.context().close()
  },
  120_000,
)

test.skipIf(!hasBrowser)(
  'with the sanitiser off, the content policy lets no script run and no request out',
  async () => {
    const { directory, drop } = await buildWithoutSanitiser()
    const naive = (hasPolicy: boolean) => (context: BrowserContext) =>
      serveChanged(context, stage.server.url, { directory, hasPolicy })
    try {
      const { page, strange, blocked, ran } = await expose(attacks(address), naive(true))
      expect(strange.length).toBeGreaterThan(20)
      expect(ran()).toBe(0)
      expect(heard).toEqual([])
      expect(blocked.length).toBeGreaterThan(20)
      await page.context().close()

      // Without either layer both kinds of harm are done, and noticed.
      const bare = await expose(attacks(address), naive(false))
      await expect.poll(bare.ran).toBeGreaterThan(5)
      await expect.poll(() => heard.length).toBeGreaterThan(5)
      await bare.page.context().close()
    } finally {
      await drop()
    }
  },
  240_000,
)

test.skipIf(!hasBrowser)(
  'a line of a million characters, and a hundred thousand quotes, leave the page usable',
  async () => {
    const begunAt = performance.now()
    const { page, strange } = await expose(heavy, guarded)
    await expectUsable(page)
    const took = performance.now() - begunAt
    console.log(`heavy texts: read and answered after ${took.toFixed(0)} ms`)
    expect(strange).toEqual([])
    // A text that is read in the square of its length takes minutes.
    expect(took).toBeLessThan(40_000)
    await page.context().close()
  },
  90_000,
)
