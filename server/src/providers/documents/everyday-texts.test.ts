import { expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'
import { encoded } from '#test/support/encoded.ts'
import { everydayTexts } from './fixtures/everyday-texts.ts'

/** The common encodings of each kind of text; those in brackets are not supported. */
const encodings: Record<string, readonly string[]> = {
  'zh-Hans': ['gb18030', 'utf-8', 'utf-16le', 'utf-16be'],
  'zh-Hant': ['big5', 'utf-8', 'utf-16le', 'utf-16be'],
  ja: ['shift_jis', 'euc-jp', 'utf-8', 'utf-16le', 'utf-16be'],
  ko: ['euc-kr', 'utf-8', 'utf-16le', 'utf-16be'],
  ru: ['utf-8', 'utf-16le', '(windows-1251)', '(koi8-r)', '(ibm866)'],
  western: ['windows-1252', 'utf-8', 'utf-16le', 'utf-16be'],
}

interface Sample {
  readonly text: string
  readonly encoding: string
  readonly bytes: Uint8Array
}

const isPrintable = (bytes: Uint8Array) => bytes.every((byte) => byte >= 0x20 && byte < 0x7f)

const samplesOf = (text: string, names: readonly string[]): Sample[] =>
  names.flatMap((encoding) =>
    [1, 40].flatMap((times) => {
      const repeated = Array<string>(times).fill(text).join('\n')
      const bytes = encoded(repeated, encoding.replaceAll(/[()]/g, ''))
      expect([encoding, text, bytes]).not.toContain(null)
      // Three characters of UTF-16 may be six letters of ASCII; they cannot be distinguished.
      return bytes && !(encoding.startsWith('utf-16') && isPrintable(bytes))
        ? [{ text: repeated, encoding, bytes }]
        : []
    }),
  )

const samples = Object.entries(everydayTexts).flatMap(([kind, texts]) =>
  texts.flatMap((text) => samplesOf(text, encodings[kind] ?? [])),
)

function fateOf({ text, bytes }: Sample): 'right' | 'refused' | 'wrong' {
  try {
    return decodeText(bytes) === text ? 'right' : 'wrong'
  } catch {
    return 'refused'
  }
}
const told = (all: readonly Sample[]) =>
  all.map(({ text, encoding }) => `${encoding}: ${text.slice(0, 40)} (${text.length})`)

test('no text is decoded with a wrong encoding', () => {
  expect(samples.length).toBeGreaterThan(450)
  expect(told(samples.filter((sample) => fateOf(sample) === 'wrong'))).toEqual([])
})

test('nearly all texts in known encodings are decoded', () => {
  const known = samples.filter(({ encoding }) => !encoding.startsWith('('))
  const refused = known.filter((sample) => fateOf(sample) !== 'right')
  expect(refused.length / known.length, told(refused).join('\n')).toBeLessThan(0.02)
})

test('an incomplete character at the end loses only itself', () => {
  const cut = encoded('ご注文の商品は明日発送いたします。', 'shift_jis')?.subarray(0, -1) ?? new Uint8Array()
  expect(decodeText(cut)).toMatch(/^ご注文の商品は明日発送いたします/)
})

test('text mis-decoded as windows-1252 and saved is refused, while accents are not', () => {
  const taken = (text: string) => Buffer.from(new TextDecoder('windows-1252').decode(Buffer.from(text)))
  for (const text of [...(everydayTexts.ja ?? []), ...(everydayTexts['zh-Hans'] ?? []), 'Crème brûlée'])
    expect(() => decodeText(taken(text)), text).toThrow(/encoding could not be recognized/)
  for (const text of ['Â°', 'SÃO PAULO, AÇÃO', 'ÜBERGRÖSSE', '«ÀÈÌ»'])
    expect(decodeText(Buffer.from(text))).toBe(text)
  expect(() => decodeText(Buffer.from('\uFFFD'.repeat(20)))).toThrow(/encoding could not be recognized/)
})
