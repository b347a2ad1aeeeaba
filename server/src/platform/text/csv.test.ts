import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('cells stay separate, whatever they contain', () => {
  expect(csvLine(['a', 'b,c', 'say "no"', 'two\nlines', ''])).toBe('a,"b,c","say ""no""","two\nlines",\r\n')
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '＝1',
  "=cmd|' /C calc'!A0",
  '\u200b=1',
  '|x',
  '%x',
])('a formula becomes a text: %j', (text) => {
  expect(csvLine([text]).replace(/^"/, '').startsWith("'")).toBe(true)
})

test('ordinary text stays unchanged', () => {
  for (const text of ['Ana', '王小明', '10.0.0.1', 'a-b', '2026-01-31T09:30:00.000Z', 'x = 1'])
    expect(csvLine([text])).toBe(`${text}\r\n`)
})
