import { gzipSync } from 'node:zlib'
import { setTimeout as pause } from 'node:timers/promises'
import { type HttpAnswer, openNetwork } from '../http/call.ts'
import type { Log } from '../log/log.ts'
import type { Counting } from './open-traces.ts'
import { type EndedSpan, exportOf } from './otlp.ts'
import type { TracesConfig } from './traces-config.ts'

const TRIES = 4
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
const CLOSE_WITHIN_MS = 2_000
/** Answers after which the same batch may be taken later. */
const PASSING = new Set([408, 429, 502, 503, 504])

interface Batches {
  add(span: EndedSpan): void
  close(): Promise<void>
}

/**
 * Sends spans by batches, one after another. What finds the queue full, and what was not taken after a few tries, is
 * dropped and counted. Of a collector that is away the log is told once, and once when it is back.
 */
export function openBatches(
  config: TracesConfig,
  { log, count }: { log: Pick<Log, 'warn' | 'info'>; count: Counting },
): Batches {
  let queue: EndedSpan[] = []
  let sending: Promise<void> | null = null
  let isAway = false
  const closing = new AbortController()

  const send = async (batch: readonly EndedSpan[]) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await post(config, batch).catch((error: Error) => error)
      if (!(answer instanceof Error) && answer.status >= 200 && answer.status < 300) return tell(null)
      const isPassing = answer instanceof Error || PASSING.has(answer.status)
      if (!isPassing || attempt >= TRIES || closing.signal.aborted)
        return tell(answer instanceof Error ? codeOf(answer) : String(answer.status))
      await pause(pauseAfter(attempt, answer), null, { signal: closing.signal, ref: false }).catch(() => {})
    }
  }
  const tell = (reason: string | null) => {
    if (reason !== null && !isAway)
      log.warn({ reason }, 'The trace collector does not accept traces; they are dropped.')
    if (reason === null && isAway) log.info({}, 'The trace collector accepts traces again.')
    isAway = reason !== null
    return reason === null
  }

  const drain = async () => {
    while (queue.length > 0) {
      const batch = queue.slice(0, config.batchMax)
      queue = queue.slice(batch.length)
      count((await send(batch)) ? 'sent' : 'dropped', batch.length)
    }
  }
  const begin = () =>
    (sending ??= drain().finally(() => {
      sending = null
    }))
  const timer = setInterval(() => void begin(), config.everyMs).unref()

  return {
    add(span) {
      if (queue.length >= config.queueMax) return count('dropped', 1)
      queue.push(span)
      if (queue.length >= config.batchMax) void begin()
    },
    async close() {
      clearInterval(timer)
      closing.abort()
      const late = new AbortController()
      await Promise.race([begin(), pause(CLOSE_WITHIN_MS, null, { signal: late.signal }).catch(() => {})])
      late.abort()
    },
  }
}

async function post(config: TracesConfig, batch: readonly EndedSpan[]): Promise<HttpAnswer> {
  const text = exportOf(config.resource, batch)
  const answer = await openNetwork.call(config.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(config.isCompressed && { 'content-encoding': 'gzip' }),
      ...Object.fromEntries(Object.entries(config.headers).map(([name, value]) => [name, value.reveal()])),
    },
    body: config.isCompressed ? gzipSync(text) : text,
    signal: AbortSignal.timeout(config.timeoutMs),
  })
  // What it says of a part that it refused is not looked at.
  answer.body.resume()
  return answer
}

function pauseAfter(attempt: number, answer: HttpAnswer | Error): number {
  const asked = answer instanceof Error ? Number.NaN : Number(answer.header('retry-after')) * 1_000
  const backoff = FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)
  return Math.min(asked > 0 ? asked : backoff, LONGEST_PAUSE_MS)
}

/** What kind of failure it was, without the address it was met at. */
const codeOf = ({ name, cause }: Error): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : name
