import { expect, test } from 'vitest'
import { forPeople } from './for-people.ts'

const line = (fields: object) =>
  `${JSON.stringify({ level: 40, time: '2026-11-22T18:32:37.395Z', ...fields })}\n`

test('a line starts with the essentials, and stays one line', () => {
  const read = forPeople(line({ tookMs: 1474, statement: 'SELECT 1', msg: 'A statement was slow.' }))
  expect(read).toMatch(
    /^\d\d:\d\d:\d\d WARN {2}A statement was slow\. {2}tookMs=1474 {2}statement=SELECT 1\n$/,
  )
})

test('an error shows its location and its causes', () => {
  const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at here', cause: { message: 'disk' } }
  expect(forPeople(line({ level: 50, err, msg: 'A request failed.' }))).toMatch(
    /ERROR A request failed\.\n {2}Error: no\n {6}at here\n {2}because of\n {2}disk\n$/,
  )
})

test('lines that are not JSON stay unchanged', () => {
  expect(forPeople('ready\n')).toBe('ready\n')
})
