import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { readCsv } from './read-csv.ts'

test.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    '\uFEFFa;b\r\n"c;1";"d ""x"""\r\n',
    [
      ['a', 'b'],
      ['c;1', 'd "x"'],
    ],
  ],
  [
    'a\tb\n1\t"two\nlines"',
    [
      ['a', 'b'],
      ['1', 'two\nlines'],
    ],
  ],
  [
    'question,answer\n"Hi, there",yes,',
    [
      ['question', 'answer'],
      ['Hi, there', 'yes', ''],
    ],
  ],
  ['a,b\n\n1,2', [['a', 'b'], [''], ['1', '2']]],
  ['one\ntwo', [['one'], ['two']]],
  ['a,"never ended\nb', [['a', 'never ended\nb']]],
  ['', []],
])('%j', (text, rows) => {
  expect(readCsv(text)).toEqual(rows)
})

test('reads back what the writer writes', () => {
  const cells = ['plain', 'with, comma', 'with "quotes"', 'two\nlines', '']
  expect(readCsv(csvLine(cells) + csvLine(cells))).toEqual([cells, cells])
})
