import { afterAll, describe, expect, test } from 'vitest'
import type { Fault } from '#kernel/fault.ts'
import { type Chapter, epubFile } from './fixtures/epub-file.ts'
import { pptxFile } from './fixtures/pptx-file.ts'
import { xlsxFile } from './fixtures/xlsx-file.ts'
import { zipFile } from './fixtures/zip-file.ts'
import { openDocumentReader } from './open-document-reader.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
const EPUB = 'application/epub+zip'
const reader = openDocumentReader({ memoryLimitMb: 192, timeLimitMs: 30_000 })
afterAll(() => reader.close())

const read = (content: Uint8Array, mediaType: string) =>
  reader.extract(content, mediaType, new AbortController().signal)
const headingsOf = ({ headings }: Awaited<ReturnType<typeof read>>) =>
  headings.map(({ level, text }) => `${level} ${text}`)

describe('a workbook', () => {
  test('reads each visible sheet as a table, dates and percentages as displayed', async () => {
    const document = await read(
      xlsxFile([
        {
          name: '价目 & more',
          rows: [
            ['2024 price list'],
            [null, null],
            ['品名', '价格', '从', '折扣', '有货'],
            ['茶', 12.5, { value: 45_292, style: 1 }, { value: 0.07, style: 2 }, true],
            ['咖啡', 0.1 + 0.2, { value: 45_292.5, style: 3 }, null, false],
            [null, null, null, null, null],
          ],
        },
        { name: 'secret', rows: [['x', 'y']], isHidden: true },
        { name: 'Notes', rows: [['one'], ['two']] },
      ]),
      XLSX,
    )
    expect(document.text).toBe(
      '价目 & more\n\n2024 price list\n\n品名 | 价格 | 从 | 折扣 | 有货\n茶 | 12.5 | 2024-01-01 | 7% | TRUE\n咖啡 | 0.3 | 2024-01-01 12:00 |  | FALSE\n\nNotes\n\none\ntwo',
    )
    expect(headingsOf(document)).toEqual(['1 价目 & more', '1 Notes'])
  })

  test('repeats the header in each block of a long sheet, and keeps every row once', async () => {
    const rows = Array.from({ length: 500 }, (_, at) => [`item ${at}`, at])
    const { text } = await read(xlsxFile([{ name: 'Stock', rows: [['Name', 'Count'], ...rows] }]), XLSX)
    const blocks = text.split('\n\n').slice(1)
    expect(blocks.length).toBeGreaterThan(5)
    for (const block of blocks) {
      expect(block).toMatch(/^Name \| Count\nitem /)
      expect(block.length).toBeLessThanOrEqual(900)
    }
    expect(text.match(/^item \d+ \| \d+$/gm)).toHaveLength(500)
  })
})

test('a presentation has its visible slides as pages, titles as headings, tables, notes', async () => {
  const document = await read(
    pptxFile([
      { title: 'Leave', lines: ['Ten days', '  after one year'], notes: 'Say this slowly.' },
      { title: 'Old', lines: ['gone'], isHidden: true },
      {
        title: '工时',
        table: [
          ['周', '时'],
          ['一', '8'],
        ],
      },
    ]),
    PPTX,
  )
  expect(document.text).toBe(
    'Leave\n\nTen days\n  after one year\n\nSay this slowly.\n\n工时\n\n周 | 时\n一 | 8',
  )
  expect(headingsOf(document)).toEqual(['1 Leave', '1 工时'])
  expect(document.pages.map(({ page, start }) => [page, document.text.slice(start, start + 2)])).toEqual([
    [1, 'Le'],
    [3, '工时'],
  ])
})

describe('a book', () => {
  const chapters: Chapter[] = [
    { name: 'Preface', body: '<p>Dear reader.</p>' },
    { name: 'One', body: '<h1>First &amp; last</h1><p>It was.</p><script>no()</script>' },
  ]
  test.each([2, 3])('of EPUB %i has its chapters in reading order', async (edition) => {
    const document = await read(epubFile(chapters, { edition }), EPUB)
    expect(document.text).toBe('Preface\n\nDear reader.\n\nFirst & last\n\nIt was.')
    expect(headingsOf(document)).toEqual(['1 Preface', '1 First & last'])
  })

  test('with obfuscated fonts is read, with encrypted chapters it is protected', async () => {
    const fonts = epubFile(chapters, { encrypted: 'OEBPS/font.otf' })
    expect((await read(fonts, EPUB)).text).toContain('Dear reader.')
    const locked = epubFile(chapters, { encrypted: 'OEBPS/text/chapter%201.xhtml' })
    await expect(read(locked, EPUB)).rejects.toThrow(/protected/)
  })
})

test('a CSV file is a table with its header repeated, whatever separates it', async () => {
  const { text } = await read(Buffer.from('name;note\n"a;b";"two\nlines"\n'), 'text/csv')
  expect(text).toBe('name | note\na;b | two lines')
})

describe('what cannot be read says why', () => {
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1_048_576)
  const office = (path: string, content: string) => zipFile([{ name: path, content: Buffer.from(content) }])
  const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)])

  test.each([
    ['zero bytes', Buffer.alloc(0), XLSX, /empty/],
    ['a workbook without a value', xlsxFile([{ name: 'x', rows: [[null]] }]), XLSX, /no text/],
    ['a workbook without its list of sheets', office('xl/workbook.xml', ''), XLSX, /damaged/],
    [
      'a workbook that is cut',
      xlsxFile([{ name: 'x', rows: [['a', 'b']] }]).subarray(0, 900),
      XLSX,
      /damaged|file type is wrong/,
    ],
    ['XML that is not', office('xl/workbook.xml', '<workbook><sheets'), XLSX, /damaged/],
    [
      'XML that multiplies itself',
      office('ppt/presentation.xml', '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
      PPTX,
      /entities/,
    ],
    ['slides that are missing', office('ppt/presentation.xml', '<p:presentation/>'), PPTX, /no text/],
    ['a book without a package', office('META-INF/container.xml', '<container/>'), EPUB, /damaged/],
    ['a workbook with a password', cfb, XLSX, /password/],
    ['a workbook named a book', xlsxFile([{ name: 'x', rows: [['a', 'b']] }]), EPUB, /file type is wrong/],
    [
      'a bomb in a workbook',
      xlsxFile(
        [{ name: 'x', rows: [['a', 'b']] }],
        [{ name: 'xl/a.xml', content: zeros(120), statedSize: 9 }],
      ),
      XLSX,
      /too large when unpacked/,
    ],
    [
      'a workbook longer than any document may be',
      xlsxFile([{ name: 'x', rows: Array.from({ length: 60_000 }, () => ['y'.repeat(90), 1]) }]),
      XLSX,
      /too long|more memory|too large when unpacked/,
    ],
  ])('%s', async (_, content, mediaType, sentence) => {
    const fault = await read(content, mediaType).then(
      ({ text }) => expect.fail(`was read: ${text.slice(0, 80)}`),
      (reason: Fault) => reason,
    )
    expect(fault.code).toBe('invalid_input')
    expect(fault.message).toMatch(sentence)
  })
})
