import { hasControls } from './encoding-scores.ts'
import { guessEncoding, unmarkedUtf16 } from './guess-encoding.ts'
import { isTwiceEncoded } from './twice-encoded.ts'

// The encodings that misconfigured servers and tools announce: they mean nothing.
const saysNothing = /^(?:iso-?8859-1|latin-?1|windows-1252|cp1252|us-ascii|ascii|utf-?8)$/i

/**
 * Text from bytes: by its byte order mark, otherwise as UTF-8 if it is valid, otherwise as `declared`, otherwise in the
 * most plausible older encoding. Null if none is plausible.
 */
export function textFrom(content: Uint8Array, declared: string | null = null): string | null {
  const marked = markedEncoding(content) ?? unmarkedUtf16(content)
  if (marked) return new TextDecoder(marked).decode(content)
  const text = strictly('utf-8', content)
  if (text !== null && !hasControls(content)) return legible(text)
  const named = declared === null || saysNothing.test(declared) ? null : strictly(declared, content)
  if (named !== null) return named
  const guessed = guessEncoding(content)
  if (text !== null && !guessed?.startsWith('utf-16')) return legible(text)
  const decoded = guessed === null ? null : new TextDecoder(guessed).decode(content)
  return legible(decoded)
}

const legible = (text: string | null): string | null =>
  text === null || isMostlyLost(text) || isTwiceEncoded(text) ? null : text

/** The encoding that a byte order mark at the start names. */
export function markedEncoding([first, second, third]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

function strictly(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    // Not in it; or a page names one that does not exist.
    return null
  }
}

/** A few broken bytes are harmless. */
function isMostlyLost(text: string): boolean {
  let lost = 0
  let wide = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) wide++
    if (code === 0xfffd) lost++
  }
  return lost > Math.max(2, wide / 50)
}
