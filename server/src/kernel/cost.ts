import type { Price } from '#contract/money.ts'

/** What a model reports of one answer. */
export interface Tokens {
  inputTokens: number
  /** Among those of the input. */
  cachedInputTokens?: number
  outputTokens: number
}

/** An amount in billionths of its currency: whole numbers, so that sums are exact. */
export interface Spent {
  nanos: number
  currency: string
}

// A price per million tokens in whole units is as many thousand billionths per token.
const NANOS_PER_TOKEN = 1_000

/** What these tokens cost. */
export function costOf({ inputTokens, cachedInputTokens = 0, outputTokens }: Tokens, price: Price): Spent {
  const cached = Math.min(cachedInputTokens, inputTokens)
  const perToken =
    (inputTokens - cached) * price.input +
    cached * (price.cachedInput ?? price.input) +
    outputTokens * price.output
  return { nanos: Math.round(perToken * NANOS_PER_TOKEN), currency: price.currency }
}
