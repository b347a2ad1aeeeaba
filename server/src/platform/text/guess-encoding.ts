import { latinScore, utf16Score, wideEncodings, wideScore } from './encoding-scores.ts'

const SAMPLE_BYTES = 32_768
const LINE_FEED = 0x0a
// Below these, a text consists of characters that do not occur together.
const WIDE_MIN = 0.9
const LATIN_MIN = 0.35
// Bytes that happen to be valid UTF-8 are seldom anything else.
const UTF8 = 2.5
// If two encodings are equally plausible, the sender has to decide.
const APART_MIN = 0.03
const utf16 = ['utf-16le', 'utf-16be'] as const

/** The older encoding in which bytes that are not valid UTF-8 are plausible; null for none. */
export function guessEncoding(content: Uint8Array): string | null {
  const sample = sampleOf(content)
  const wide = utf16.map((encoding) => ({ encoding, ...utf16Score(encoding, evenSampleOf(content)) }))
  const scores = [
    ...wideEncodings.map((encoding): [string, number] => [encoding, wideScore(encoding, sample)]),
    ['windows-1252', latinScore(sample)] as const,
    ['utf-8', brokenUtf8Score(sample)] as const,
    ...wide.map(({ encoding, score }): [string, number] => [encoding, score]),
  ]
  const [best, second] = scores.toSorted(([, a], [, b]) => b - a)
  if (!best || best[1] - (second?.[1] ?? 0) < APART_MIN) return null
  // A few bytes may be one frequent character, or something in another encoding.
  if (wide.some(({ encoding, isSure }) => encoding === best[0] && !isSure)) return null
  const [encoding, score] = best
  return score >= (encoding === 'windows-1252' ? LATIN_MIN : WIDE_MIN) ? encoding : null
}

/** From the line with the first non-ASCII byte on. A line feed is never part of another character. */
function sampleOf(content: Uint8Array): Uint8Array {
  const first = content.findIndex((byte) => byte >= 0x80)
  const start = first < 0 ? 0 : content.lastIndexOf(LINE_FEED, first) + 1
  return content.subarray(Math.max(start, first - SAMPLE_BYTES / 2), start + SAMPLE_BYTES)
}

const evenSampleOf = (content: Uint8Array): Uint8Array =>
  content.length % 2 === 0 ? content.subarray(0, SAMPLE_BYTES) : content

function brokenUtf8Score(sample: Uint8Array): number {
  let points = 0
  let units = 0
  for (const character of new TextDecoder().decode(sample)) {
    if (character < '\u0080') continue
    units++
    points += character === '\uFFFD' ? -10 : UTF8
  }
  return units === 0 ? 0 : points / units
}

/** UTF-16 without a byte order mark: every unit is of a script in use, and some are ASCII; null for anything else. */
export function unmarkedUtf16(content: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (content.length < 4 || content.length % 2 !== 0) return null
  const sample = content.subarray(0, SAMPLE_BYTES)
  if (!sample.includes(0)) return null
  if (isUtf16(sample, 0)) return 'utf-16le'
  return isUtf16(sample, 1) ? 'utf-16be' : null
}

// Latin, Greek, Cyrillic and Hebrew letters, signs, kana, Han, Hangul, emoji and wide forms, each from and to.
const inText = [
  [0x20, 0x7e],
  [0xa0, 0x5ff],
  [0x2000, 0x206f],
  [0x20a0, 0x21ff],
  [0x2460, 0x26ff],
  [0x3000, 0x318f],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd83c, 0xd83e],
  [0xdc00, 0xdfff],
  [0xff01, 0xffee],
] as const
const isInText = (unit: number): boolean =>
  (unit >= 0x09 && unit <= 0x0d) || inText.some(([from, to]) => unit >= from && unit <= to)
const IN_TEXT_MIN = 0.98

function isUtf16(sample: Uint8Array, low: 0 | 1): boolean {
  let good = 0
  const units = Math.floor(sample.length / 2)
  for (let at = 0; at < units; at++) {
    const unit = (sample[2 * at + low] ?? 0) | ((sample[2 * at + 1 - low] ?? 0) << 8)
    if (unit === 0) return false
    if (isInText(unit)) good++
  }
  return good >= units * IN_TEXT_MIN
}
