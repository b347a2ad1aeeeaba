import { addDocument, createSource, retrievePassages, searchKnowledge } from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { allReady, ownTenant } from '#test/support/retrieval/library.ts'
import { quantile } from '../statistics.ts'
import { type Maker, openMaker } from './made-passages.ts'

const PASSAGES_PER_DOCUMENT = 500
const SMALL_TENANTS = 20
const SMALL_PASSAGES = 50
const QUESTIONS = 200
const WARM = 20
const TOP = 10

/** One large tenant beside small ones. Times in milliseconds. */
export interface Speed {
  readonly passages: number
  readonly indexedPerSecond: number
  readonly p50: number
  readonly p95: number
  /** The least that a search of a small tenant found of the ten that it has in any case. */
  readonly leastInSmall: number
  readonly smallP95: number
  /** What an empty search costs on the same database: the price of asking it anything. */
  readonly nothingP50: number
}

/** Fills a database and asks it one question after another. */
export async function measureSpeed(
  app: Application,
  passages: number,
  say: (text: string) => void,
): Promise<Speed> {
  const maker = openMaker(7)
  const small: { scope: Scope; asked: string[] }[] = []
  for (let at = 0; at < SMALL_TENANTS; at++) small.push(await fill(app, maker, SMALL_PASSAGES))
  const begunAt = performance.now()
  const large = await fill(app, maker, passages, say)
  const seconds = (performance.now() - begunAt) / 1_000
  await time(large, WARM)
  const times = await time(large, QUESTIONS)
  const inSmall = await askSmall(small)
  return {
    passages,
    indexedPerSecond: passages / seconds,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    leastInSmall: Math.min(...inSmall.map(({ found }) => found)),
    smallP95: quantile(
      inSmall.map(({ ms }) => ms),
      0.95,
    ),
    nothingP50: quantile(await timeNothing(large.scope), 0.5),
  }
}

/** A tenant with that many passages, and what to ask it. */
async function fill(
  app: Application,
  maker: Maker,
  passages: number,
  say: (text: string) => void = () => {},
) {
  const scope = await ownTenant(app)
  const { id: sourceId } = await createSource(scope, { name: 'Made' })
  const asked: string[] = []
  for (let at = 0; at < passages; at += PASSAGES_PER_DOCUMENT) {
    const count = Math.min(PASSAGES_PER_DOCUMENT, passages - at)
    const texts = Array.from({ length: count }, () => maker.passage())
    asked.push(...texts.slice(0, 2).map((text) => maker.question(text)))
    // Under a heading each, so that each becomes one passage. The word that all have gives every search ten hits.
    const text = texts.map((passage, index) => `# Part ${at + index}\n\n${passage} everywhere`).join('\n\n')
    await addDocument(scope, { sourceId, name: `made-${at}.md`, text })
    if ((at / PASSAGES_PER_DOCUMENT) % 20 === 19) {
      await allReady(scope, sourceId)
      say(`  ${at + count} passages`)
    }
  }
  await allReady(scope, sourceId)
  return { scope, asked }
}

async function time({ scope, asked }: { scope: Scope; asked: string[] }, count: number): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const begunAt = performance.now()
    await searchKnowledge(scope, { query: asked[at % asked.length] ?? '', limit: TOP })
    times.push(performance.now() - begunAt)
  }
  return times
}

async function askSmall(small: readonly { scope: Scope; asked: string[] }[]) {
  const answers: { found: number; ms: number }[] = []
  for (const { scope, asked } of small) {
    const begunAt = performance.now()
    const query = `${asked[0]} everywhere`
    const { passages } = await retrievePassages(scope, { sourceIds: null, query, limit: TOP })
    answers.push({ found: passages.length, ms: performance.now() - begunAt })
  }
  return answers
}

async function timeNothing(scope: Scope): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < 50; at++) {
    const begunAt = performance.now()
    await searchKnowledge(scope, { query: 'nowhereatall', limit: TOP })
    times.push(performance.now() - begunAt)
  }
  return times
}

export const speedTable = (database: string, speed: Speed): string =>
  [
    `${database}: ${speed.passages} passages in one tenant beside ${SMALL_TENANTS} of ${SMALL_PASSAGES}`,
    `  indexed ${speed.indexedPerSecond.toFixed(0)} passages/s`,
    `  search p50 ${speed.p50.toFixed(1)} ms, p95 ${speed.p95.toFixed(1)} ms, ${(speed.p50 / speed.nothingP50).toFixed(1)} times one that finds nothing (${speed.nothingP50.toFixed(1)} ms)`,
    `  small tenants: ${speed.leastInSmall} of ${TOP} at least, p95 ${speed.smallP95.toFixed(1)} ms`,
  ].join('\n')
