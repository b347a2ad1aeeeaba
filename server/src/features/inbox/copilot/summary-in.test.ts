import { expect, test } from 'vitest'
import { summaryIn } from './summary-in.ts'

test.each([
  [
    '{"asked":"A refund","tried":"The agent named the rules.","mood":"annoyed"}',
    { asked: 'A refund', tried: 'The agent named the rules.', mood: 'annoyed' },
  ],
  ['```json\n{"asked":"退款","tried":"","mood":"angry"}\n```', { asked: '退款', tried: '', mood: 'angry' }],
  ['{"asked":"A refund","mood":"furious"}', { asked: 'A refund', tried: '', mood: 'calm' }],
  ['They want a refund.', { asked: 'They want a refund.', tried: '', mood: 'calm' }],
  ['{"asked":""}', { asked: '{"asked":""}', tried: '', mood: 'calm' }],
])('%s', (written, summary) => expect(summaryIn(written)).toEqual(summary))

test('a long text is cut without splitting a character', () => {
  const { asked } = summaryIn(JSON.stringify({ asked: '👩‍👩‍👧'.repeat(2_000), tried: '', mood: 'calm' }))
  expect([...asked]).toHaveLength(1_000)
  expect(asked.isWellFormed()).toBe(true)
})
