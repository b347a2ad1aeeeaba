import { expect, test } from 'vitest'
import { openSplitter } from './splitter.ts'

const split = (text: string, size: number) => {
  const splitter = openSplitter()
  const texts: string[] = []
  for (let at = 0; at < text.length; at += size) texts.push(...splitter.take(text.slice(at, at + size)))
  return [...texts, ...splitter.flush()]
}

test.each([
  ['paragraphs', 'Hello!\n\nHow are you?\n\n\nFine.', ['Hello!\n\n', 'How are you?\n\n', 'Fine.']],
  ['one paragraph of two lines', 'Hello!\nHow are you?', ['Hello!\nHow are you?']],
  [
    'a list',
    'Take:\n\n1. Flour\n\n2. Milk\n\nThen stir.',
    ['Take:\n\n1. Flour\n\n2. Milk\n\n', 'Then stir.'],
  ],
  ['code', 'So:\n\n```ts\na\n\nb\n```\n\nDone.', ['So:\n\n', '```ts\na\n\nb\n```\n\n', 'Done.']],
  ['a heading', '# Plan\n\nGo there.\n\nCome back.', ['# Plan\n\nGo there.\n\n', 'Come back.']],
  ['Han text', '你好！\n\n今天好吗？', ['你好！\n\n', '今天好吗？']],
  ['blanks around', '\n\n Hi\n\n', [' Hi']],
  ['nothing', '\n \n', []],
])('%s, however it is split', (_, text, texts) => {
  for (const size of [1, 3, 1_000]) expect(split(text, size)).toEqual(texts)
})

test('at most eight, the last with all the rest', () => {
  const texts = split(Array.from({ length: 20 }, (_, at) => `Line ${at}.`).join('\n\n'), 7)
  expect(texts).toHaveLength(8)
  expect(texts.join('')).toContain('Line 19.')
})

test('a line in a million pieces is not rebuilt with each of them', () => {
  const splitter = openSplitter()
  const texts = splitter.take('# Plan\n\n')
  for (let at = 0; at < 1_000_000; at += 1) texts.push(...splitter.take('ab'))
  expect([...texts, ...splitter.flush()]).toEqual([`# Plan\n\n${'ab'.repeat(1_000_000)}`])
}, 30_000)
