import type { ReadUsage, UsageLine } from '#contract/shapes/usage.ts'
import type { UsageWords } from '../words/usage/en.ts'

/** What a line is called; a purpose that has no words yet by its own name. */
export function lineName({ key, name }: UsageLine, by: ReadUsage['by'], said: UsageWords): string {
  const purposes: Record<string, string> = said.purposes
  return by === 'purpose' ? (purposes[key] ?? key) : name || said.gone
}
