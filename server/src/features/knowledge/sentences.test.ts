import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentencesOf } from './sentences.ts'

const split = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['七天内可退货。生鲜除外!真的吗?“是的。”好', ['七天内可退货。', '生鲜除外!', '真的吗?', '“是的。”', '好']],
  [
    'It costs 3.50 now. See e.g. page 4. Ask Dr. Li.',
    ['It costs 3.50 now.', 'See e.g. page 4.', 'Ask Dr. Li.'],
  ],
  ['退货７．５天内。半角｡全角．完', ['退货７．５天内。', '半角｡', '全角．', '完']],
  ['１．第一\n2．第二', ['１．第一', '2．第二']],
  ['1. First\n2. Second', ['1. First', '2. Second']],
  ['等等……然后;最后', ['等等……', '然后;', '最后']],
  ['   ', []],
])('%s', (text, sentences) => {
  expect(split(text)).toEqual(sentences)
})

test('no character but space is lost or doubled', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('退', '。', '.', ' ', '\n', 'a', '1', '!', '”', ';', '…') }),
      (text) => {
        expect(split(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      },
    ),
  )
})
