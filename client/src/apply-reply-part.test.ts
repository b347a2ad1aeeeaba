import { array, assert, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { applyReplyPart, textOf } from './apply-reply-part.ts'
import { replyId, superseded, writtenReply } from './testing/written-reply.ts'

const fold = (pieces: ReplyStreamPart[]) => pieces.reduce<readonly MessagePart[]>(applyReplyPart, [])

test('the parts do not depend on how the text was split, nor on repeated pieces', () => {
  assert(
    property(array(string({ unit: 'grapheme' })), nat(), (pieces, repeat) => {
      const stream = writtenReply(pieces)
      const from = repeat % stream.length
      const withRepeats = [...stream.slice(0, -1), ...stream.slice(from)]
      expect(textOf(fold(stream))).toBe(pieces.join(''))
      expect(fold(withRepeats)).toEqual(fold(stream))
    }),
  )
})

test('thinking, text and whole parts keep their own positions', () => {
  const at = { replyId, cursor: '1.0.0' }
  const call = { type: 'tool-call' as const, callId: 'c', name: 'search', input: {} }
  const parts = fold([
    { type: 'reasoning-delta', ...at, part: 0, offset: 0, text: 'Hmm' },
    { type: 'part', ...at, part: 1, value: call },
    { type: 'text-delta', ...at, part: 2, offset: 0, text: 'Yes' },
  ])
  expect(parts).toEqual([{ type: 'reasoning', text: 'Hmm' }, call, { type: 'text', text: 'Yes' }])
})

test('a superseded attempt leaves no trace', () => {
  const parts = fold([...writtenReply(['first try']), superseded(2), ...writtenReply(['second'], 2)])
  expect(parts).toEqual([{ type: 'text', text: 'second' }])
})
