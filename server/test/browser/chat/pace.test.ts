import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { longAnswer } from './long-answer.ts'
import { type Stage, setStage } from './stage.ts'

/** As fast as models are that people wait for; four characters a token. */
const TOKENS = 3_000
const TOKENS_A_SECOND = 100
/**
 * A thread is charged for what the host of the machine took from it, hundreds of milliseconds at once where many share
 * one. That only ever adds: what the page itself does is what the best of some rounds shows.
 */
const ROUNDS = 3

let stage: Stage
beforeAll(async () => {
  if (hasBrowser) stage = await setStage()
})
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

/** What writing one answer cost the page, in milliseconds of its own thread. */
interface Pace {
  longest: number
  /** For 1,000 characters, soon after the beginning and near the end. */
  early: number
  late: number
}

async function paceOfAnswer(): Promise<Pace> {
  const conversationId = await stage.conversationOf([])
  const page = await stage.open(`/conversations/${conversationId}`)
  const session = await page.context().newCDPSession(page)
  // The time that the thread had, not what passed: other work on the machine is no fault of the page.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  stage.models.script({ text: pieces(longAnswer(TOKENS * 4)), tps: TOKENS_A_SECOND })
  await page.getByRole('textbox', { name: 'Message' }).fill('Go on')
  await stage.browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
  await page.keyboard.press('Enter')
  await page.locator('article[data-state=running]').waitFor()

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
  const tasks = longestTasks(await stage.browser.stopTracing())
  await keepShot(page, 'chat-pace')
  expect(await page.locator('article math').count()).toBeGreaterThan(10)
  expect(await page.locator('article pre span').count()).toBeGreaterThan(100)
  await page.context().close()

  const [longest = 0] = tasks
  console.log(
    `100 tokens/s: tasks of at most ${tasks
      .slice(0, 5)
      .map((task) => task.toFixed(0))
      .join(', ')} ms; for 1,000 characters ${early.toFixed(0)} ms early, ${late.toFixed(0)} ms late`,
  )
  return { longest, early, late }
}

test.skipIf(!hasBrowser)(
  'an answer of 3,000 tokens with tables, code and formulas is written without holding the page up',
  async () => {
    const isSmooth = ({ longest, early, late }: Pace) => longest < 50 && early < 1_200 && late < early * 2
    let pace = await paceOfAnswer()
    for (let round = 1; round < ROUNDS && !isSmooth(pace); round += 1) pace = await paceOfAnswer()
    expect(pace.longest).toBeGreaterThan(1)
    expect(pace.longest).toBeLessThan(50)
    expect(pace.early).toBeLessThan(1_200)
    expect(pace.late / pace.early).toBeLessThan(2)
  },
  240_000,
)
