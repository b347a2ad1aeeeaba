import type { Price } from '#contract/money.ts'

/** Token counts that a model reports for one answer. */
export interface Tokens {
  inputTokens: number
  /** Included in the input tokens. */
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

/** The cost of these tokens. */
export function costOf({ inputTokens, cachedInputTokens = 0, outputTokens }: Tokens, price: Price): Spent {
  const cached = Math.min(cachedInputTokens, inputTokens)
  const perToken =
    (inputTokens - cached) * price.input +
    cached * (price.cachedInput ?? price.input) +
    outputTokens * price.output
  return { nanos: Math.round(perToken * NANOS_PER_TOKEN), currency: price.currency }
}
