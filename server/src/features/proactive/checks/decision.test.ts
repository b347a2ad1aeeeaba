import { expect, test } from 'vitest'
import { decisionIn } from './decision.ts'

test('a decision is read, also from within a fence', () => {
  const wait = { action: 'wait', minutes: 90, reason: 'They sleep.' }
  expect(decisionIn(JSON.stringify(wait))).toEqual(wait)
  expect(decisionIn('```json\n{"action":"continue","text":" Hi ","reason":"r"}\n```')).toEqual({
    action: 'continue',
    text: 'Hi',
    reason: 'r',
  })
})

test.each([
  ['prose', 'Hello!', /not JSON/],
  ['another action', '{"action":"shout","text":"x","reason":"r"}', /action/],
  ['nothing to say', '{"action":"continue","text":"  ","reason":"r"}', /text/],
  ['too much', JSON.stringify({ action: 'continue', text: 'x'.repeat(4_001), reason: 'r' }), /text/],
  ['far too much', `{"action":"wait","minutes":1,"reason":"r"}${' '.repeat(20_000)}`, /too long/],
  ['no minutes', '{"action":"wait","minutes":"soon","reason":"r"}', /minutes/],
  ['time that runs back', '{"action":"wait","minutes":-5,"reason":"r"}', /minutes/],
  ['keys of its own', '{"action":"wait","minutes":5,"reason":"r","tool":"pay"}', /tool|nrecognized/],
])('%s is not a decision', (_, text, why) => {
  expect(() => decisionIn(text)).toThrow(why)
})
