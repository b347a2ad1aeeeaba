const SAMPLE_CHARACTERS = 32_768
const CHARACTERS_MIN = 2

const bytes = new Map(
  Array.from(
    new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, at) => at + 0x80)),
    (character, at): [string, number] => [character, at + 0x80],
  ),
)

/**
 * Whether a program read a text's UTF-8 as windows-1252 and saved that, so that it says `æ—¥æœ¬` for 日本: encoded as
 * windows-1252, all of it is valid UTF-8. Text that people write is not: there accented letters occur beside plain
 * ones.
 */
export function isTwiceEncoded(text: string): boolean {
  const single: number[] = []
  let wide = 0
  for (const character of text.slice(0, SAMPLE_CHARACTERS)) {
    const code = character.charCodeAt(0)
    const byte = code < 0x80 ? code : bytes.get(character)
    if (byte === undefined) return false
    single.push(byte)
    if (byte >= 0xc0) wide++
  }
  if (wide < CHARACTERS_MIN) return false
  try {
    // The sample may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(single), { stream: true })
    return true
  } catch {
    return false
  }
}
