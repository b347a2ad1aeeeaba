import { quantile } from '../statistics.ts'

/** How long a kind of call took. */
export interface CallLine {
  readonly what: string
  readonly p50: number
  readonly p95: number
  /** What the p95 should not exceed. */
  readonly goalMs: number
}

interface Asking {
  get(path: string): Promise<unknown>
  /** The common ones first. */
  readonly words: readonly string[]
}

const SEARCHES = 40
const CALLS = 15
const DAY_MS = 86_400_000

/** Requests what people view most, each kind a number of times. */
export async function measureCalls({ get, words }: Asking): Promise<CallLine[]> {
  const time = async (paths: readonly string[]) => {
    const took: number[] = []
    for (const path of paths) {
      const begunAt = performance.now()
      await get(path)
      took.push(performance.now() - begunAt)
    }
    return took
  }
  const lines: CallLine[] = []
  const measure = async (what: string, goalMs: number, paths: readonly string[]) => {
    const took = await time(paths)
    lines.push({ what, goalMs, p50: quantile(took, 0.5), p95: quantile(took, 0.95) })
  }
  const search = (word: string) => `/v1/conversation-search?query=${word}`
  const between = (from: number, to: number) =>
    Array.from({ length: SEARCHES }, (_, at) => words[from + Math.floor((at * (to - from)) / SEARCHES)] ?? '')
  const same = (path: string) => Array.from({ length: CALLS }, () => path)
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10)
  const period = (days: number) => `from=${day(days)}&to=${day(0)}`

  await measure('search: the most common words', 300, between(0, SEARCHES).map(search))
  await measure('search: words of every rank', 300, between(0, words.length).map(search))
  await measure(
    'search: two words',
    300,
    between(0, words.length / 2).map((word, at) => search(`${word}%20${words[at]}`)),
  )
  await measure('conversations, a page of 50', 20, same('/v1/conversations?limit=50'))
  await measure('conversations, ten pages on', 20, await pagesFrom(get, '/v1/conversations?limit=50', 10))
  await measure('the inbox, a page of 50', 20, same('/v1/inbox/conversations?view=agent&limit=50'))
  await measure('usage by day, 30 days', 300, same(`/v1/usage?${period(30)}`))
  await measure('usage by day, a year', 300, same(`/v1/usage?${period(364)}`))
  await measure('report by day, 30 days', 300, same(`/v1/reports?${period(30)}`))
  await measure('report by week, a year', 300, same(`/v1/reports?by=week&${period(364)}`))
  return lines
}

/** The addresses of this many pages, without the first. */
async function pagesFrom(get: Asking['get'], path: string, pages: number): Promise<string[]> {
  const addresses: string[] = []
  for (let at = path; addresses.length < pages; ) {
    const { nextCursor } = (await get(at)) as { nextCursor: string | null }
    if (nextCursor === null) break
    at = `${path}&after=${encodeURIComponent(nextCursor)}`
    addresses.push(at)
  }
  return addresses
}
