const ADDRESS = /https?:\/\/[^\s"'<>()[\]{}|\\^`]+/gi

const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null)

/** The hosts of all web addresses in a text. */
export const hostsIn = (text: string): string[] =>
  [...text.matchAll(ADDRESS)].flatMap(([address]) => hostOf(address) ?? [])

/** The hosts that a call would go to: those of its arguments that are addresses themselves. */
export function hostsOfCall(input: unknown): string[] {
  if (typeof input === 'string') return /^\s*https?:/i.test(input) ? [hostOf(input.trim()) ?? ''] : []
  if (typeof input !== 'object' || input === null) return []
  return Object.values(input).flatMap(hostsOfCall)
}
