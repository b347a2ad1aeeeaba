import type { Price } from '#contract/money.ts'

type UsDollars = [input: number, cachedInput: number, output: number]

/**
 * List prices per million tokens, as published by the providers. Only models with a single, constant price; other
 * prices are set in the models file or in the console.
 */
const LIST: Record<string, Record<string, UsDollars>> = {
  openai: {
    'gpt-5': [1.25, 0.125, 10],
    'gpt-5-mini': [0.25, 0.025, 2],
    'gpt-5-nano': [0.05, 0.005, 0.4],
    'gpt-4.1': [2, 0.5, 8],
    'gpt-4.1-mini': [0.4, 0.1, 1.6],
    'gpt-4.1-nano': [0.1, 0.025, 0.4],
    'gpt-4o': [2.5, 1.25, 10],
    'gpt-4o-mini': [0.15, 0.075, 0.6],
    'text-embedding-3-small': [0.02, 0.02, 0],
    'text-embedding-3-large': [0.13, 0.13, 0],
    'text-embedding-ada-002': [0.1, 0.1, 0],
  },
  anthropic: {
    'claude-opus-5': [5, 0.5, 25],
    'claude-opus-4-8': [5, 0.5, 25],
    'claude-opus-4-5': [5, 0.5, 25],
    'claude-sonnet-5-5': [2, 0.2, 10],
    'claude-sonnet-4-6': [3, 0.3, 15],
    'claude-sonnet-4-5': [3, 0.3, 15],
    'claude-haiku-4-5': [1, 0.1, 5],
  },
}

/** A dated name is a fixed state of the model before the date: `claude-haiku-4-5-20251001`. */
const DATE = /-(?:\d{8}|\d{4}-\d{2}-\d{2})$/

/** The provider's own price for the model; null if it is unknown, or if somebody else serves the model. */
export function knownPrice(provider: string, model: string, baseUrl: string | null): Price | null {
  if (baseUrl !== null) return null
  const list = LIST[provider]
  const name = model.replace(DATE, '')
  const found = list && Object.hasOwn(list, name) ? list[name] : undefined
  if (!found) return null
  const [input, cachedInput, output] = found
  return { currency: 'USD', input, cachedInput, output }
}
