import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const line = {
  key: 'a',
  name: '=HYPERLINK("http://evil"),1',
  replies: 2,
  searches: 3,
  failures: 0,
  inputTokens: 10,
  outputTokens: 5,
  costs: [{ amount: 0.5, currency: 'EUR' }],
  unpriced: 0,
  firstTokenMs: null,
}

test('a name is text to a spreadsheet, whatever it looks like, and each currency has its own column', () =>
  expect(
    csvOf([line, { ...line, key: 'b', name: '小明', costs: [{ amount: 3, currency: 'CNY' }] }], 'agent'),
  ).toBe(
    [
      'key,agent,replies,searches,failures,inputTokens,outputTokens,cost EUR,cost CNY,unpriced,firstTokenMs',
      `a,"'=HYPERLINK(""http://evil""),1",2,3,0,10,5,0.5,0,0,`,
      'b,小明,2,3,0,10,5,0,3,0,',
      '',
    ].join('\r\n'),
  ))
