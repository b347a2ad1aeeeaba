import { retrievePassages, searchKnowledge } from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import { quantile } from '../statistics.ts'
import { EVERYWHERE, type Filled, fillTenant, setMeanings } from './fill-tenant.ts'
import { openMaker } from './made-passages.ts'
import { openRawSearch, type RawSearch } from './raw-search.ts'

const SMALL_TENANTS = 20
const SMALL_PASSAGES = 50
const QUESTIONS = 200
const WARM = 20
const TOP = 10

/** What is measured, and how often. */
export interface SpeedPlan {
  readonly passages: number
  readonly rounds: number
  readonly model: string
  readonly dimension: number
}

/** How long questions took in each round, in milliseconds. */
export interface Times {
  readonly p50: readonly number[]
  readonly p95: readonly number[]
}

/** One large tenant beside small ones. */
export interface Speed {
  readonly passages: number
  readonly smallTenants: number
  readonly indexedPerSecond: number
  readonly rawIndexedPerSecond: number
  readonly embeddedPerSecond: number
  readonly byWords: Times
  readonly byBoth: Times
  readonly rawByWords: Times
  readonly rawByBoth: Times
  /** One row by its id, in its own transaction: the minimum cost of a query. */
  readonly roundTrip: Times
  /** By one word that all passages have. */
  readonly byCommon: Times
  /** A small tenant's, by both. */
  readonly small: Times
  /** The fewest hits of a search in the small tenant, of the ten that always exist: by words, by both. */
  readonly leastInSmall: readonly [number, number]
}

type Ask = (question: string) => unknown

/** Fills a database and sends queries one after another, in rounds that alternate with the raw search. */
export async function measureSpeed(
  app: Application,
  { passages, rounds, model, dimension }: SpeedPlan,
  say: (text: string) => void,
): Promise<Speed> {
  const maker = openMaker(7)
  const small: Filled[] = []
  for (let at = 0; at < SMALL_TENANTS; at++) small.push(await fillTenant(app, maker, SMALL_PASSAGES))
  const large = await fillTenant(app, maker, passages, say)
  say('  the raw search')
  const raw = openRawSearch(large.texts, dimension)
  const search: Ask = (query) => searchKnowledge(large.scope, { query, limit: TOP })
  const [byWords, rawByWords] = await inRounds(rounds, large.questions, search, (question) =>
    raw.byWords(question, TOP),
  )
  const byCommon = await timesOfRounds(rounds, () => search(EVERYWHERE), large.questions)
  const roundTrip = await timesOfRounds(rounds, () => readOneRow(app, large), large.questions)
  const smallByWords = await leastFound(small)
  say('  vectors')
  for (const one of small) await setMeanings(one, model)
  const begunAt = performance.now()
  await setMeanings(large, model)
  const embeddedPerSecond = (passages / (performance.now() - begunAt)) * 1_000
  const [byBoth, rawByBoth] = await inRounds(rounds, large.questions, search, (question) =>
    bothRaw(raw, question),
  )
  const smallQuestions = small.map(({ questions }) => questions[0] ?? '')
  const ofSmall: Ask = (query) =>
    searchKnowledge((small[smallQuestions.indexOf(query)] ?? large).scope, { query, limit: TOP })
  return {
    passages,
    smallTenants: SMALL_TENANTS,
    indexedPerSecond: large.indexedPerSecond,
    rawIndexedPerSecond: raw.indexedPerSecond,
    embeddedPerSecond,
    byWords,
    byBoth,
    rawByWords,
    rawByBoth,
    roundTrip,
    byCommon,
    small: await timesOfRounds(rounds, ofSmall, smallQuestions),
    leastInSmall: [smallByWords, await leastFound(small)],
  }
}

const bothRaw = (raw: RawSearch, question: string) => [
  raw.byWords(question, TOP),
  raw.byMeaning(question, TOP),
]

async function inRounds(
  rounds: number,
  questions: readonly string[],
  ask: Ask,
  askRaw: Ask,
): Promise<[Times, Times]> {
  const [mine, raw] = [noTimes(), noTimes()]
  for (let round = 0; round < rounds; round++) {
    await addRound(mine, ask, questions)
    await addRound(raw, askRaw, questions)
  }
  return [mine, raw]
}

async function timesOfRounds(rounds: number, ask: Ask, questions: readonly string[]): Promise<Times> {
  const times = noTimes()
  for (let round = 0; round < rounds; round++) await addRound(times, ask, questions)
  return times
}

const readOneRow = (app: Application, { scope, knowledgeBaseId }: Filled) =>
  app.database.read(scope.tenantId, (tx) =>
    tx
      .selectFrom('knowledge_bases')
      .select('name')
      .where('tenant_id', '=', scope.tenantId)
      .where('id', '=', knowledgeBaseId)
      .execute(),
  )

const noTimes = () => ({ p50: [] as number[], p95: [] as number[] })

async function addRound(times: ReturnType<typeof noTimes>, ask: Ask, questions: readonly string[]) {
  await timesOf(ask, questions, WARM)
  const taken = await timesOf(ask, questions, QUESTIONS)
  times.p50.push(quantile(taken, 0.5))
  times.p95.push(quantile(taken, 0.95))
}

async function timesOf(ask: Ask, questions: readonly string[], count: number): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < count; at++) {
    const begunAt = performance.now()
    await ask(questions[at % questions.length] ?? '')
    times.push(performance.now() - begunAt)
  }
  return times
}

async function leastFound(small: readonly Filled[]): Promise<number> {
  const found: number[] = []
  for (const { scope, questions } of small) {
    const query = `${questions[0]} ${EVERYWHERE}`
    found.push((await retrievePassages(scope, { knowledgeBaseIds: null, query, limit: TOP })).passages.length)
  }
  return Math.min(...found)
}
