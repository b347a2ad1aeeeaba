import type { ReadUsage, UsageLine } from '#contract/shapes/usage.ts'
import type { UsageMessages } from '../../messages/usage/en.ts'

/** What a line is called; a purpose that has no words yet by its own name. */
export function lineName({ key, name }: UsageLine, by: ReadUsage['by'], t: UsageMessages): string {
  const purposes: Record<string, string> = t.purposes
  return by === 'purpose' ? (purposes[key] ?? key) : name || t.gone
}
