import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fault } from '#kernel/fault.ts'
import { bombPdf, pdfFile, protectedPdf } from './fixtures/pdf-file.ts'
import { docxFile } from './fixtures/docx-file.ts'
import { zipFile } from './fixtures/zip-file.ts'
import { openDocumentReader } from './open-document-reader.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const reader = openDocumentReader({ memoryLimitMb: 192, timeLimitMs: 15_000 })
afterAll(() => reader.close())

const never = new AbortController().signal
const read = (content: Uint8Array | string, mediaType: string) =>
  reader.extract(typeof content === 'string' ? Buffer.from(content) : content, mediaType, never)
const refusal = async (content: Uint8Array | string, mediaType: string): Promise<Fault> =>
  read(content, mediaType).then(
    ({ text }) => expect.fail(`was read: ${text.slice(0, 80)}`),
    (fault: Fault) => fault,
  )

describe('reads', () => {
  test('Markdown without its marks, headings at their places', async () => {
    const { text, headings } = await read(
      '# 手册\n\nA **bold** [link](http://x.example).\n\n- one\n- two\n\n## 二\n\n| a | b |\n|-|-|\n| 1 | 2 |',
      'text/markdown',
    )
    expect(text).toBe('手册\n\nA bold link.\n\n- one\n- two\n\n二\n\na | b\n1 | 2')
    expect(
      headings.map(({ start, level, text: words }) => [text.slice(start, start + words.length), level]),
    ).toEqual([
      ['手册', 1],
      ['二', 2],
    ])
  })

  test('a page: lists within lists, a table for layout, no scripts', async () => {
    const page = `<html><head><title>x</title></head><body><script>bad()</script><table><tr><td><h2>标题</h2>正文<br>二行</td></tr></table>
      <ul><li>x<ol start="3"><li>y</li></ol></li></ul><pre>a\n  b</pre></body></html>`
    expect((await read(page, 'text/html')).text).toBe('标题\n\n正文\n二行\n\n- x\n  3. y\n\na\n  b')
  })

  test('a Word document with its headings', async () => {
    const { text, headings } = await read(
      docxFile(['# 退货政策', '七天内可退货。', '## 例外', '生鲜除外。']),
      DOCX,
    )
    expect(text).toBe('退货政策\n\n七天内可退货。\n\n例外\n\n生鲜除外。')
    expect(headings).toEqual([
      { start: 0, level: 1, text: '退货政策' },
      { start: 15, level: 2, text: '例外' },
    ])
  })

  test('a heading that is as long as a text is text', async () => {
    const { text, headings } = await read(`# Rules\n\n# ${'long '.repeat(2_000)}\n\nEnd.`, 'text/markdown')
    expect(headings.map((heading) => heading.text)).toEqual(['Rules'])
    expect(text).toContain('long long')
    const many = await read('<h1>a</h1>'.repeat(30_000), 'text/html')
    expect([many.headings.length, many.text.length]).toEqual([20_000, 89_998])
  })

  test('a PDF printed by a browser: pages, headings, no radicals for characters', async () => {
    const { text, headings, pages } = await read(
      readFileSync(new URL('./fixtures/handbook.pdf', import.meta.url)),
      'application/pdf',
    )
    expect(text).toBe('员工手册\n\n员工满一年后，每年可休十天年假。\n\n工时\n\n第二页：工时八小时。')
    expect(headings.map((heading) => heading.text)).toEqual(['员工手册', '工时'])
    expect(pages.map(({ start, page }) => [text.slice(start, start + 3), page])).toEqual([
      ['员工手', 1],
      ['第二页', 2],
    ])
  })

  test('an old Chinese PDF that only names its font', async () => {
    expect((await read(pdfFile(['cdcbbbf5d5feb2df', 'c6dfccecc4da']), 'application/pdf')).text).toBe(
      '退货政策七天内',
    )
  })

  test.each([
    ['gb18030', 'cdcbbbf5d5feb2dfa3acc7ebd3dac6dfccecc4dacdcbbbf5a1a3', '退货政策，请于七天内退货。'],
    ['big5', 'b068b366ac46b5a6a141bdd0a9f3a443a4d1a4bab068b366a143', '退貨政策，請於七天內退貨。'],
    ['windows-1252', Buffer.from('Prix café élevé', 'latin1').toString('hex'), 'Prix café élevé'],
    ['utf-16le', `fffe${Buffer.from('退货', 'utf16le').toString('hex')}`, '退货'],
    ['utf-8 with a mark', `efbbbf${Buffer.from('退货').toString('hex')}`, '退货'],
  ])('text in %s', async (_, hex, expected) => {
    expect((await read(Buffer.from(hex, 'hex'), 'text/plain')).text).toBe(expected)
  })

  test('text stays as it was written, without invisible characters', async () => {
    const { text } = await read('Ａ１\0 \u2F2F⻚\u200B\u3000\r\nﬁn\r\r\r\re\u0301nd', 'text/plain')
    expect(text).toBe('Ａ１ 工页\nfin\n\nénd')
  })

  test.each([
    '10² 平方米',
    '5½ 小时',
    '10⁶',
    '第③条',
    '：，（）',
    '№ ㎡ ™ ℃ Ⅳ …',
    'ｱｲｳ',
    '\uFA19社',
    '①\u3000次',
  ])('%s stays', async (text) => expect((await read(text, 'text/plain')).text).toBe(text))
})

describe('refuses, and says why', () => {
  test.each([
    ['nothing', '', 'text/plain', /empty/],
    ['only space', ' \n\t ', 'text/plain', /no text/],
    [
      'a picture named text',
      Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000', 'hex'),
      'text/plain',
      /file type is wrong.*image\/png/,
    ],
    ['text named PDF', 'hello there', 'application/pdf', /file type is wrong.*text/],
    ['a PDF named Word', pdfFile(['c6df']), DOCX, /file type is wrong/],
    ['a broken PDF', '%PDF-1.7 and then nothing', 'application/pdf', /damaged/],
    ['a PDF without text', pdfFile([]), 'application/pdf', /no text.*OCR/],
    ['a protected PDF', protectedPdf(), 'application/pdf', /password/],
    [
      'an archive',
      zipFile([{ name: 'a.txt', content: Buffer.from('a') }]),
      'application/zip',
      /application\/zip cannot be read/,
    ],
    ['rich text', '{\\rtf1 hello}', 'application/rtf', /cannot be read/],
  ])('%s', async (_, content, mediaType, sentence) => {
    const fault = await refusal(content, mediaType)
    expect(fault.code).toBe('invalid_input')
    expect(fault.message).toMatch(sentence)
  })
})

describe('bombs fail on their own', () => {
  const harmless = docxFile(['well'])
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1_048_576)

  test.each([
    [
      'an entry that unpacks too far',
      docxFile(['x'], [{ name: 'word/media/x.xml', content: zeros(120) }]),
      /too large when unpacked/,
    ],
    [
      'one that lies about its size',
      docxFile(['x'], [{ name: 'word/x.xml', content: zeros(120), statedSize: 10 }]),
      /too large when unpacked/,
    ],
    [
      'too high a ratio',
      docxFile(['x'], [{ name: 'word/x.xml', content: zeros(4) }]),
      /too large when unpacked/,
    ],
    [
      'too many entries',
      docxFile(
        ['x'],
        Array.from({ length: 2_100 }, (_, i) => ({ name: `e${i}`, content: Buffer.alloc(0) })),
      ),
      /too large when unpacked/,
    ],
    ['a cut archive', harmless.subarray(0, harmless.length - 40), /damaged/],
  ])('%s', async (_, content, sentence) => {
    expect((await refusal(content, DOCX)).message).toMatch(sentence)
  })

  test('a PDF that exhausts memory ends its thread while others are read', async () => {
    const [fault, other] = await Promise.all([
      refusal(bombPdf(600), 'application/pdf'),
      read('still here', 'text/plain'),
    ])
    expect(fault.message).toMatch(/memory/)
    expect(other.text).toBe('still here')
  })

  test('what takes too long is ended', async () => {
    const hasty = openDocumentReader({ memoryLimitMb: 192, timeLimitMs: 5 })
    await expect(hasty.extract(Buffer.from('x'), 'text/plain', never)).rejects.toThrow(/too long/)
    await hasty.close()
  })

  test('a waiting caller may abort, and closing ends the rest', async () => {
    const small = openDocumentReader({ memoryLimitMb: 192, timeLimitMs: 15_000 })
    const stopping = new AbortController()
    const busy = [1, 2, 3].map(() =>
      small.extract(Buffer.from('x'), 'text/plain', never).catch((fault: Fault) => fault.code),
    )
    const waiting = small.extract(Buffer.from('x'), 'text/plain', stopping.signal)
    stopping.abort(new Error('left'))
    await expect(waiting).rejects.toThrow('left')
    await small.close()
    expect(await Promise.all(busy)).toEqual(['unavailable', 'unavailable', 'unavailable'])
  })
})
