/** Texts in older encodings, by the tables of the platform's own decoder: no encoder is needed beside it. */

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, readonly number[]>()
  const decoder = new TextDecoder(encoding, { fatal: true })
  const note = (...bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes)
    } catch {
      // No character.
    }
  }
  for (let lead = 0; lead < 256; lead += 1) note(lead)
  for (let lead = 0x80; lead < 256; lead += 1)
    for (let trail = 0x30; trail < 256; trail += 1) note(lead, trail)
  tables.set(encoding, table)
  return table
}

/** The bytes of a text; null when the encoding lacks one of its characters. */
export function encoded(text: string, encoding: string): Uint8Array | null {
  if (encoding === 'utf-16le') return new Uint8Array(Buffer.from(text, 'utf16le'))
  if (encoding === 'utf-16be') return new Uint8Array(Buffer.from(text, 'utf16le').swap16())
  if (encoding === 'utf-8') return new Uint8Array(Buffer.from(text))
  const table = tableOf(encoding)
  const bytes = [...text].map((character) => table.get(character))
  return bytes.every((one) => one !== undefined) ? Uint8Array.from(bytes.flat() as number[]) : null
}
