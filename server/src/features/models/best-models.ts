import { isForTalking } from '#kernel/model-names.ts'

const SUGGESTED_MAX = 4

/** The families that answer well and quickly at a fair price, by provider. */
const FAMILIES: Partial<Record<string, RegExp>> = {
  openai: /^gpt-\d/,
  anthropic: /^claude-sonnet/,
  google: /^gemini-[\d.]+-flash/,
  mistral: /^mistral-(?:medium|large)/,
  dashscope: /^qwen-?(?:plus|max)/,
}

/** A snapshot of a model, or a special variant, which nobody should have to tell from the model itself. */
const SPECIAL =
  /-\d{4}-\d{2}-\d{2}$|-\d{4,8}$|preview|exp(?:erimental)?\b|instruct$|search|research|codex|nano|lite|gpt-3/

const newestFirst = (one: string, other: string): number =>
  other.localeCompare(one, 'en', { numeric: true }) || (one < other ? -1 : 1)

/** The most popular of a provider's models, best first: a few, and only chat models. */
export function bestModels(provider: string, names: readonly string[]): string[] {
  const weight = (name: string): number =>
    (SPECIAL.test(name) ? 2 : 0) + (FAMILIES[provider]?.test(name) === false ? 1 : 0)
  return names
    .filter(isForTalking)
    .sort((one, other) => weight(one) - weight(other) || newestFirst(one, other))
    .slice(0, SUGGESTED_MAX)
}
