import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('a word is text to a spreadsheet, whatever it looks like', () =>
  expect(
    csvOf(
      ['word', 'now'],
      [
        ['=HYPERLINK("http://evil")', 2],
        ['退款', -1],
        ['a,b', null],
      ],
    ),
  ).toBe('word,now\r\n"\'=HYPERLINK(""http://evil"")",2\r\n退款,-1\r\n"a,b",\r\n'))
