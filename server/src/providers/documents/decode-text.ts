// The most frequent characters of Chinese, in both scripts: text in the right encoding is full of them, and text in a
// wrong one is made of rare characters.
const frequent = new Set(
  '的一是不了在人有我他这这為为個个中上大来來们們到时時说說国國地也子就道要出会會可你对對生能而那得于着下自之年过過发發后後作里用所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實请請服务務问問题題日公司客户戶以及或与與者应應',
)

const legacyEncodings = ['gb18030', 'big5', 'windows-1252']

/**
 * Text from bytes: by its byte order mark, else as UTF-8 when it is valid, else as `declared` or as the older encoding
 * that leaves the fewest unreadable and rare characters.
 */
export function decodeText(content: Uint8Array, declared: string | null = null): string {
  const marked = markedEncoding(content)
  if (marked) return new TextDecoder(marked).decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return decodeLegacy(content, declared)
  }
}

/** The encoding that a byte order mark at the start names. */
export function markedEncoding([first, second, third]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

function decodeLegacy(content: Uint8Array, declared: string | null): string {
  const candidates = declared ? [declared, ...legacyEncodings] : ['utf-8', ...legacyEncodings]
  let best = { encoding: 'windows-1252', score: Number.NEGATIVE_INFINITY }
  for (const encoding of candidates) {
    const text = decodeAs(encoding, encoding === declared ? content : content.subarray(0, SAMPLE_BYTES))
    if (text === null) continue
    if (encoding === declared && !text.includes('\uFFFD')) return text
    const score = plausibility(text)
    if (score > best.score) best = { encoding, score }
  }
  return decodeAs(best.encoding, content) ?? ''
}

function decodeAs(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding).decode(content)
  } catch {
    // A page may name an encoding that does not exist.
    return null
  }
}

const SAMPLE_CHARACTERS = 20_000
/** Enough for as many characters in any encoding, so that a cut one at the end is not among them. */
const SAMPLE_BYTES = 4 * SAMPLE_CHARACTERS + 4

/** Per character, so that an encoding that makes two characters of one gains nothing by it. */
function plausibility(text: string): number {
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let points = 0
  let judged = 0
  for (const character of sample) {
    if (character < '\u0080') continue
    judged++
    if (character === '\uFFFD') points -= 10
    else if (frequent.has(character)) points += 3
    else if (/[\p{Co}\p{Cn}\u0080-\u009F]/u.test(character)) points -= 5
    else if (/[\u3001\u3002\uFF0C\uFF1F\uFF01\uFF1A]/.test(character)) points += 3
    else if (/\p{Script=Latin}/u.test(character)) points += 1
  }
  return judged === 0 ? 0 : points / judged
}
