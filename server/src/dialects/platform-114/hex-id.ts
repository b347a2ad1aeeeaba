/** How their ids look: those of a document database, 24 hexadecimal digits. */
const HEX_ID = /^[0-9a-f]{24}$/i

/** Our id in their form: its time and its end, which is what tells ids of one moment apart. */
export function toHexId(id: string): string {
  const digits = id.replaceAll('-', '')
  return digits.slice(0, 12) + digits.slice(20)
}

/** All ids of ours that could be meant lie between these; null for what has not their form. */
export function rangeOfHexId(hexId: string): { from: string; to: string } | null {
  if (!HEX_ID.test(hexId)) return null
  const time = `${hexId.slice(0, 8)}-${hexId.slice(8, 12)}`.toLowerCase()
  return { from: `${time}-0000-0000-000000000000`, to: `${time}-ffff-ffff-ffffffffffff` }
}

export const isSameHexId = (hexId: string, id: string): boolean => hexId.toLowerCase() === toHexId(id)
