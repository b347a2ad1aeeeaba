/** How their ids look: those of a document database, 24 hexadecimal digits. */
const HEX_ID = /^[0-9a-f]{24}$/i

const MS = 1_000

/**
 * Our ID for an imported object with one of their IDs: a UUID of version 8 with the same time at its front, by which
 * ours are sorted, followed by the remaining digits. Null for another format.
 */
export function fromHexId(hexId: string): string | null {
  if (!HEX_ID.test(hexId)) return null
  const digits = hexId.toLowerCase()
  const time = (Number.parseInt(digits.slice(0, 8), 16) * MS).toString(16).padStart(12, '0')
  const [head, tail] = [digits.slice(8, 11), digits.slice(11)]
  return `${time.slice(0, 8)}-${time.slice(8)}-8${head}-8${tail.slice(0, 3)}-${tail.slice(3)}00`
}

/** Our ID in their format: the original one, or its time and its end, which distinguishes IDs of the same time. */
export function toHexId(id: string): string {
  const digits = id.replaceAll('-', '')
  if (digits[12] !== '8') return digits.slice(0, 12) + digits.slice(20)
  const seconds = Math.floor(Number.parseInt(digits.slice(0, 12), 16) / MS)
  return seconds.toString(16).padStart(8, '0') + digits.slice(13, 16) + digits.slice(17, 30)
}

/** The range of our IDs that it could stand for; null for another format. */
export function rangesOfHexId(hexId: string): { from: string; to: string }[] {
  const kept = fromHexId(hexId)
  return kept === null
    ? []
    : [`${hexId.slice(0, 8)}-${hexId.slice(8, 12)}`.toLowerCase(), kept.slice(0, 13)].map(between)
}

const between = (time: string) => ({
  from: `${time}-0000-0000-000000000000`,
  to: `${time}-ffff-ffff-ffffffffffff`,
})

export const isSameHexId = (hexId: string, id: string): boolean => hexId.toLowerCase() === toHexId(id)
