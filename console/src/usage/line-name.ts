import type { ReadUsage, UsageLine } from '#contract/shapes/usage.ts'
import type { Words } from '../words/en.ts'

/** What a line is called; a purpose that has no words yet by its own name. */
export function lineName({ key, name }: UsageLine, by: ReadUsage['by'], { usage }: Words): string {
  const purposes: Record<string, string> = usage.purposes
  return by === 'purpose' ? (purposes[key] ?? key) : name || usage.gone
}
