import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { messagesOf } from '#test/support/conversation.ts'
import { type Stage, said, setStage } from './stage.ts'

const MESSAGES = 10_000

const words = (at: number) => 'every word that was said is kept in order '.repeat(1 + ((at * 7) % 9))
const message = (at: number) =>
  said(
    at % 2 === 0 ? `Question ${at + 1}: ${words(at)}` : `**Answer ${at + 1}.** ${words(at)}\n\n- one\n- two`,
  )

let stage: Stage
let page: Page
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage()
  conversationId = await stage.conversationOf(Array.from({ length: MESSAGES }, (_, at) => message(at)))
  page = await stage.open(`/conversations/${conversationId}`)
})
afterAll(() => stage?.close())

/** The messages on the screen and where they are, topmost first. */
const seen = () =>
  page.evaluate(() => {
    const box = document.querySelector('[role=region][tabindex="0"]')?.getBoundingClientRect()
    return [...document.querySelectorAll('article')]
      .map((one) => ({
        text: /(?:Question|Answer) \d+/.exec(one.textContent)?.[0] ?? '',
        top: one.getBoundingClientRect().top,
        bottom: one.getBoundingClientRect().bottom,
      }))
      .filter(({ top, bottom }) => box && bottom > box.top && top < box.bottom)
      .sort((a, b) => a.top - b.top)
  })
const numbers = async () => (await seen()).map(({ text }) => Number(text.split(' ')[1]))

test.skipIf(!hasBrowser)('a conversation of 10,000 messages opens at its end', async () => {
  await page.getByText('Answer 10000').waitFor()
  expect(await numbers()).toContain(MESSAGES)
})

test.skipIf(!hasBrowser)(
  'scrolls up through a thousand of them smoothly, without a jump, and with a small page',
  async () => {
    await page.getByRole('region', { name: 'Messages' }).hover()
    await page.evaluate(() => {
      const held = { frames: [] as number[], tasks: [] as number[], last: performance.now() }
      Object.assign(window, { held })
      new PerformanceObserver((list) =>
        held.tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' })
      const tick = (now: number) => {
        held.frames.push(now - held.last)
        held.last = now
        requestAnimationFrame(tick)
      }
      requestAnimationFrame(tick)
    })
    let nodesMax = 0
    let lowest = MESSAGES
    for (let step = 0; step < 2_000 && lowest > MESSAGES - 1_000; step++) {
      await page.mouse.wheel(0, -600)
      const now = await numbers()
      // In order and without a gap, whatever page arrived meanwhile.
      expect(now).toEqual(now.map((_, at) => (now[0] ?? 0) + at))
      lowest = Math.min(lowest, now[0] ?? MESSAGES)
      nodesMax = Math.max(nodesMax, await page.evaluate(() => document.querySelectorAll('*').length))
    }
    const { frames, tasks } = (await page.evaluate('held')) as { frames: number[]; tasks: number[] }
    const heap = await page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    )
    const sorted = frames.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
    console.log(
      `scrolling: ${frames.length} frames, median ${at(0.5).toFixed(1)} ms, 99th ${at(0.99).toFixed(1)} ms, longest ${at(0.9999).toFixed(0)} ms;`,
      `${tasks.length} long tasks, longest ${Math.max(0, ...tasks).toFixed(0)} ms; at most ${nodesMax} elements; heap ${(heap / 2 ** 20).toFixed(0)} MiB; up to message ${lowest}`,
    )
    await keepShot(page, 'chat-long')
    expect(lowest).toBeLessThanOrEqual(MESSAGES - 1_000)
    expect(nodesMax).toBeLessThan(4_000)
    expect(at(0.5)).toBeLessThan(40)
    expect(heap).toBeLessThan(150 * 2 ** 20)
  },
  120_000,
)

test.skipIf(!hasBrowser)('goes back to the end at one press', async () => {
  await page.getByRole('button', { name: 'Jump to latest message' }).click()
  await page.getByText('Answer 10000').waitFor()
  await page.waitForFunction(() => {
    const box = document.querySelector('[role=region][tabindex="0"]')
    return box !== null && box.scrollHeight - box.scrollTop - box.clientHeight < 2
  })
})

test.skipIf(!hasBrowser)(
  'opens at a message that the address names, however old, and marks it',
  async () => {
    const [, , third] = await messagesOf(stage.server, conversationId, 'limit=3')
    await page.goto(`${stage.server.url}/conversations/${conversationId}?message=${third?.id}`)
    const marked = page.locator('article[aria-current]')
    await marked.waitFor({ timeout: 60_000 })
    expect(await marked.innerText()).toContain('Question 3:')
    await expect.poll(numbers).toContain(3)
    await keepShot(page, 'chat-long-marked')
  },
  90_000,
)
