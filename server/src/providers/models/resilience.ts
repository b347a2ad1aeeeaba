import { setTimeout as sleep } from 'node:timers/promises'
import type { LanguageModel, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import type { Log } from '#platform/log/log.ts'
import { boundedAnswer } from './bounded-answer.ts'
import { canRetry, faultFrom, publicDetail } from './failure-report.ts'
import { ProviderFailure } from './provider-failure.ts'

export interface ResilienceOptions {
  /** The maximum number of attempts with one model. */
  tries: number
  /** The pause before the second try; it doubles with each further one, give or take a quarter. */
  firstPauseMs: number
  /** A provider that requests a longer pause than this is not retried. */
  longestPauseMs: number
  log: Pick<Log, 'warn'>
}

export const RESILIENCE = { tries: 3, firstPauseMs: 500, longestPauseMs: 30_000 }

/**
 * Turns adapters that throw ProviderFailure into the port: bounded retries, then the models of `fallbacks` in order,
 * then a Fault. Once text or a tool call was yielded, nothing is retried.
 */
export function resilient(
  primary: LanguageModel,
  fallbacks: LanguageModel[],
  options: ResilienceOptions,
): LanguageModel {
  return {
    id: primary.id,
    provider: primary.provider,
    price: primary.price,
    seesPictures: primary.seesPictures,
    stream: (request) => answer([primary, ...fallbacks], request, options),
  }
}

async function* answer(
  models: LanguageModel[],
  request: ModelRequest,
  options: ResilienceOptions,
): AsyncGenerator<ModelPart> {
  // Only what failed needs one: an error costs a stack, and nearly every request succeeds.
  let last: ProviderFailure | null = null
  let asked = ''
  for (const model of models) {
    asked = model.id
    for (let attempt = 1; attempt <= options.tries; attempt++) {
      let begun = false
      try {
        for await (const part of boundedAnswer(model.stream(request))) {
          begun ||= part.type === 'text-delta' || part.type === 'tool-call'
          yield part.type === 'finish' ? { ...part, price: model.price } : part
        }
        return
      } catch (thrown) {
        if (request.signal.aborted) throw request.signal.reason
        if (!(thrown instanceof ProviderFailure)) throw thrown
        last = thrown
      }
      const failure = last
      options.log.warn(
        { ...request.asker, model: model.id, attempt, failure: failure.message, begun },
        'model request failed',
      )
      if (begun) throw faultFrom(failure, model.id)
      const pauseMs = pauseAfter(failure, attempt, options)
      if (pauseMs === null) break
      yield { type: 'retry', reason: publicDetail(failure), retryInMs: pauseMs }
      await pause(pauseMs, request.signal)
    }
  }
  throw faultFrom(last ?? new ProviderFailure('failed'), asked)
}

/** Milliseconds until the next attempt, or null if there is none. */
function pauseAfter(failure: ProviderFailure, attempt: number, options: ResilienceOptions): number | null {
  if (attempt >= options.tries || !canRetry(failure)) return null
  const backoff = options.firstPauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)
  const pauseMs = Math.round(Math.max(failure.retryAfterMs ?? 0, backoff))
  return pauseMs <= options.longestPauseMs ? pauseMs : null
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    throw signal.reason
  }
}
