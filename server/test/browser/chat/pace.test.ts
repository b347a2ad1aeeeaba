import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { longAnswer } from './long-answer.ts'
import { type Stage, setStage } from './stage.ts'

/** As fast as models are that people wait for; four characters a token. */
const TOKENS = 3_000
const TOKENS_A_SECOND = 100
/** Of some thousand tasks, those that are not counted. */
const OUTLIERS = 5

// What is measured is the page, whatever database is behind it.
const runs = hasBrowser && process.env.PARLEY_TEST_DATABASE_URL === undefined

let stage: Stage
beforeAll(async () => {
  if (runs) stage = await setStage()
}, 120_000)
afterAll(() => stage?.close())

/** Seconds that the page's own thread has worked so far. */
const worked = async (session: CDPSession) => {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

interface Traced {
  name: string
  pid: number
  tid: number
  /** Microseconds that the thread had, not those that passed. */
  tdur?: number
  args: { name?: string }
}

/** The longest tasks of the page's own thread in a trace, in milliseconds that the thread had; longest first. */
function longestTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: Traced[] }
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents
    .filter(({ name, pid, tid, tdur }) => name.endsWith('RunTask') && tdur && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000)
    .sort((a, b) => b - a)
}

const shown = (page: Page) =>
  page
    .locator('article[data-state]')
    .last()
    .evaluate((answer) => answer.textContent.length)

test.skipIf(!runs)(
  'an answer of 3,000 tokens with tables, code and formulas is written without holding the page up',
  async () => {
    const conversationId = await stage.conversationOf([])
    const page = await stage.open(`/conversations/${conversationId}`)
    const session = await page.context().newCDPSession(page)
    // The time that the thread had, not what passed: other work on the machine is no fault of the page.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    stage.models.script({ text: pieces(longAnswer(TOKENS * 4)), tps: TOKENS_A_SECOND })
    await page.getByRole('textbox', { name: 'Message' }).fill('Go on')
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(window, { tasks })
      const watch = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      )
      watch.observe({ type: 'longtask' })
    })
    await stage.browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
    await page.keyboard.press('Enter')
    await page.locator('article[data-state=running]').waitFor()

    // The work for a stretch of the answer, early and late in it.
    const begunAt = performance.now()
    const until = (second: number) =>
      page.waitForTimeout(Math.max(0, begunAt + second * 1_000 - performance.now()))
    const workBetween = async (from: number, to: number) => {
      await until(from)
      const [work, length] = [await worked(session), await shown(page)]
      await until(to)
      return (((await worked(session)) - work) / ((await shown(page)) - length)) * 1_000_000
    }
    const early = await workBetween(3, 10)
    const late = await workBetween(20, 27)
    await page.locator('article[data-state=completed]').waitFor({ timeout: 60_000 })
    // On a machine that is shared a few tasks are charged for what others did to it; what is slow by itself is slow often.
    const tasks = longestTasks(await stage.browser.stopTracing())
    const longest = tasks[OUTLIERS] ?? 0
    const long = (await page.evaluate('tasks')) as number[]
    await keepShot(page, 'chat-pace')
    console.log(
      `100 tokens/s: ${long.length} long tasks, longest ${Math.max(0, ...long).toFixed(0)} ms; the page itself worked at most ${tasks
        .slice(0, 8)
        .map((task) => task.toFixed(0))
        .join(', ')} ms;`,
      `work per 1,000 characters ${early.toFixed(0)} ms early, ${late.toFixed(0)} ms late`,
    )
    // Other work on the machine stretches any task: what is held is the time that the page itself worked in one.
    expect(longest).toBeGreaterThan(1)
    expect(longest).toBeLessThan(50)
    expect(early).toBeLessThan(1_200)
    expect(late / early).toBeLessThan(3)
    expect(await page.locator('article math').count()).toBeGreaterThan(10)
    expect(await page.locator('article pre span').count()).toBeGreaterThan(100)
  },
  120_000,
)
