import { deflateSync } from 'node:zlib'
import { assemble, namedFont, stream } from '#providers/documents/fixtures/pdf-file.ts'

/** A PDF of little that unpacks to much, or asks for it. */
export interface PdfBomb {
  readonly what: string
  make(): Buffer
  /** What it ends with; null for one that is read, because nobody looks at what is heavy in it. */
  readonly reason: 'too-much-memory' | 'scan' | 'damaged' | 'unreadable' | null
}

const MEGABYTE = 1_048_576
const FLATE = '/Filter /FlateDecode'
const spaces = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE, ' ')
const packed = (content: Buffer | string, times = 1): Buffer =>
  times === 0 ? Buffer.from(content) : packed(deflateSync(content, { level: 1 }), times - 1)
const flate = (content: Buffer | string, facts = '') => stream(packed(content), `${FLATE} ${facts}`)
const chain = (content: Buffer, ...filters: string[]) =>
  stream(content, `/Filter [${filters.map((filter) => `/${filter}`).join(' ')}]`)
const shown = (operators: string) => `BT /F1 12 Tf 50 700 Td ${operators} ET`
const WORD = stream(Buffer.from(shown('<cdcb> Tj')))

interface Page {
  contents?: string
  resources?: string
  font?: readonly string[]
  more?: readonly Buffer[]
}

/** One page; what is more has the numbers from 8 on. */
const pageOf = (
  content: Buffer,
  { contents = '4 0 R', resources = '/Font << /F1 5 0 R >>', font = namedFont, more = [] }: Page = {},
): Buffer =>
  assemble(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} /Resources << ${resources} >> >>`,
      content,
      ...font,
      ...more,
    ],
    '',
  )

/** The font with further facts, of itself, its characters and its program. */
const fontWith = (...facts: string[]) =>
  namedFont.map((object, at) => object.replace(/ >>$/, ` ${facts[at] ?? ''} >>`))

/** Words that double their length until the table is full, and then the longest of them again and again. */
function lzw(megabytes: number): Buffer {
  const codes: [code: number, bits: number][] = [
    [256, 9],
    [32, 9],
  ]
  for (let next = 258; next < 4_094; next += 1)
    codes.push([next, Math.min(12, Math.floor(Math.log2(next + 1)) + 1)])
  const repeats = (megabytes * MEGABYTE) / 3_836
  for (let at = 0; at < repeats; at += 1) codes.push([4_093, 12])
  const bits = codes.map(([code, width]) => code.toString(2).padStart(width, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

const runs = (megabytes: number) => Buffer.alloc((megabytes * MEGABYTE) / 64, Buffer.from([129, 32]))

/** A list of places that is a packed stream, as newer files have it. */
function listedIn(list: Buffer): Buffer {
  const start = Buffer.from('%PDF-1.5\n')
  const end = Buffer.from(`\nendobj\nstartxref\n${start.length}\n%%EOF`)
  return Buffer.concat([start, Buffer.from('1 0 obj\n'), list, end])
}

const bomb = (what: string, reason: PdfBomb['reason'], make: () => Buffer): PdfBomb => ({
  what,
  reason,
  make,
})
const memory = (what: string, make: () => Buffer) => bomb(what, 'too-much-memory', make)

export const pdfBombs: readonly PdfBomb[] = [
  memory('one piece of 300 MB', () => pageOf(flate(spaces(300)))),
  memory('packed three times over', () =>
    pageOf(chain(packed(spaces(300), 3), 'FlateDecode', 'FlateDecode', 'FlateDecode')),
  ),
  memory('one piece of 100 MB, a thousand times', () =>
    pageOf(flate(spaces(100)), { contents: `[${'4 0 R '.repeat(1_000)}]` }),
  ),
  memory('an LZW table of long words', () => pageOf(stream(lzw(300), '/Filter /LZWDecode'))),
  memory('runs, packed', () => pageOf(chain(packed(runs(300)), 'FlateDecode', 'RunLengthDecode'))),
  memory('zeros in ASCII85, packed', () =>
    pageOf(chain(packed(Buffer.alloc(80 * MEGABYTE, 'z')), 'FlateDecode', 'ASCII85Decode')),
  ),
  memory('a table of characters', () =>
    pageOf(WORD, { font: fontWith('/ToUnicode 8 0 R'), more: [flate(spaces(300))] }),
  ),
  memory('a font', () =>
    pageOf(WORD, { font: fontWith('', '', '/FontFile2 8 0 R'), more: [flate(spaces(300))] }),
  ),
  memory('widths of four thousand million characters', () =>
    pageOf(WORD, { font: fontWith('', '/W [0 4000000000 500]') }),
  ),
  memory('a list of places', () =>
    listedIn(flate(Buffer.alloc(300 * MEGABYTE), '/Type /XRef /Size 400000000 /W [1 1 0] /Root 1 0 R')),
  ),
  memory('a picture in a line', () =>
    pageOf(flate(Buffer.concat([Buffer.from('BI /W 60000 /H 60000 /BPC 8 ID '), spaces(300)]))),
  ),
  memory('a text without end', () => pageOf(flate(shown(`<${'cdcb'.repeat(20_000_000)}> Tj`)))),
  memory('a name without end', () => pageOf(flate(shown(`/${'a'.repeat(200_000_000)} gs`)))),
  memory('a list of sixty million', () => pageOf(flate(shown(`[${'1 '.repeat(60_000_000)}] TJ`)))),
  memory('brackets without end', () => pageOf(flate(shown('('.repeat(100_000_000))))),
  bomb('lists in lists', 'scan', () => pageOf(flate(shown('['.repeat(50_000_000))))),
  bomb('a row that is longer than memory', 'unreadable', () =>
    pageOf(flate(spaces(100), '/DecodeParms << /Predictor 15 /Columns 7000000000 >>')),
  ),
  bomb('a picture of 900 MB', 'scan', () =>
    pageOf(stream(Buffer.from('/I Do')), {
      resources: '/XObject << /I 8 0 R >>',
      more: [flate(spaces(900), '/Type /XObject /Subtype /Image /Width 60000 /Height 60000')],
    }),
  ),
  bomb('places of nothing', 'damaged', () =>
    listedIn(flate(Buffer.alloc(10), '/Type /XRef /Size 4000000000 /W [0 0 0] /Root 1 0 R')),
  ),
  bomb('pages that are not there', null, () => {
    const page = pageOf(WORD).toString('latin1')
    return Buffer.from(page.replace('/Count 1 ', '/Count 2000000000 '), 'latin1')
  }),
]
