import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { usualSize, sizeOf } from '../passage-size.ts'
import { splitDocument } from './split-document.ts'

const word = fc.constantFrom(
  '退货',
  '政策',
  '七天。',
  'refund',
  'policy. ',
  ' ',
  ',',
  '𠮷'.repeat(500),
  'a'.repeat(300),
  '货'.repeat(200),
  '1. ',
)
const block = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      level: fc.integer({ min: 1, max: 4 }),
      text: fc.constantFrom('标题', 'Heading', '很长的标题'.repeat(30)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.array(word, { maxLength: 80 }).map((words) => ({ level: 0, text: words.join('').trim() })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('- item', '| a | 表 |'), { maxLength: 120 })
      .map((lines) => ({ level: 0, text: lines.join('\n') })),
  },
)

/** Documents as a reader returns them: blocks separated by empty lines, with headings and some pages. */
const documents = fc
  .tuple(fc.array(block, { maxLength: 25 }), fc.integer({ min: 1, max: 9 }))
  .map(([blocks, perPage]): ExtractedDocument => {
    const kept = blocks.filter(({ text }) => text !== '')
    const starts: number[] = []
    let text = ''
    for (const { text: words } of kept) {
      if (text !== '') text += '\n\n'
      starts.push(text.length)
      text += words
    }
    return {
      text,
      headings: kept.flatMap(({ level, text: words }, at) =>
        level > 0 ? [{ start: starts[at] ?? 0, level, text: words }] : [],
      ),
      pages: starts.filter((_, at) => at % perPage === 0).map((start, at) => ({ start, page: at + 1 })),
    }
  })

test('passages are consecutive ranges of limited size that cover the text', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const passages = splitDocument(document)
      const covered = new Set<number>()
      passages.forEach((passage, at) => {
        expect(passage.ordinal).toBe(at)
        expect(document.text.slice(passage.start, passage.end)).toBe(passage.text)
        expect(passage.text.trim()).toBe(passage.text)
        expect(passage.text.isWellFormed()).toBe(true)
        expect(passage.start).toBeGreaterThan(passages[at - 1]?.start ?? -1)
        expect(sizeOf(passage.text, 0, passage.text.length)).toBeLessThanOrEqual(usualSize.passage * 1.25 + 3)
        for (let offset = passage.start; offset < passage.end; offset++) covered.add(offset)
      })
      const lost = Array.from(document.text, (_, at) => at).filter(
        (at) => !covered.has(at) && /\S/.test(document.text[at] ?? ''),
      )
      expect(lost).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('no passage crosses a heading, and each has its headings and page', () => {
  fc.assert(
    fc.property(documents, (document) => {
      for (const { start, end, headingPath, page } of splitDocument(document)) {
        const path: typeof document.headings = []
        for (const heading of document.headings.filter((one) => one.start < end)) {
          while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop()
          path.push(heading)
        }
        expect(headingPath).toEqual(path.map(({ text }) => text))
        expect(page).toBe(document.pages.findLast((one) => one.start <= start)?.page ?? null)
        // Only headings may come before a heading within a passage.
        const inside = document.headings.findLast((one) => one.start > start && one.start < end)
        const before = document.headings.filter(
          (one) => inside && one.start >= start && one.start < inside.start,
        )
        if (inside)
          expect(document.text.slice(start, inside.start).replace(/\s/g, '')).toBe(
            before
              .map(({ text }) => text)
              .join('')
              .replace(/\s/g, ''),
          )
      }
    }),
    { numRuns: 200 },
  )
})

const plain = (text: string): ExtractedDocument => ({ text, headings: [], pages: [] })
const textsOf = (document: ExtractedDocument) => splitDocument(document).map(({ text }) => text)

test('small paragraphs stay together, a large one is cut at sentences with a short one repeated', () => {
  expect(textsOf(plain('One.\n\nTwo.\n\n- a\n- b'))).toEqual(['One.\n\nTwo.\n\n- a\n- b'])
  const sentences = Array.from({ length: 60 }, (_, at) => `第${at}条规定说明退货的办法和期限。`)
  const pieces = textsOf(plain(sentences.join('')))
  expect(pieces.length).toBeGreaterThan(1)
  pieces.slice(1).forEach((piece, at) => {
    expect(piece.startsWith('第')).toBe(true)
    expect(piece.endsWith('。')).toBe(true)
    const repeated = sentences.filter(
      (sentence) => piece.includes(sentence) && pieces[at]?.includes(sentence),
    )
    expect(repeated).toHaveLength(1)
  })
})

test('a table that fits stays whole, one that does not is cut between rows', () => {
  const row = (at: number) => `row ${at} | ${'x'.repeat(40)}`
  const small = Array.from({ length: 12 }, (_, at) => row(at)).join('\n')
  expect(textsOf(plain(`${'Intro. '.repeat(60)}\n\n${small}`))).toContain(small)
  for (const piece of textsOf(plain(Array.from({ length: 90 }, (_, at) => row(at)).join('\n'))))
    expect(piece).toMatch(/^row \d+ \|[^]*x{40}$/)
})
