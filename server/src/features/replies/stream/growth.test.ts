import { expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import { extentOf, cutToExtent } from './extent.ts'
import { grown, growthSince } from './growth.ts'

const text = (said: string): MessagePart => ({ type: 'text', text: said })
const call: MessagePart = { type: 'tool-call', callId: 'c', name: 'look_up', input: {} }
const result: MessagePart = { type: 'tool-result', callId: 'c', name: 'look_up', output: 'x', isError: false }
const whole = [
  { type: 'reasoning', text: 'Well' },
  text('Let me see 🧭'),
  call,
  result,
  text('It is 🌦️.'),
] as MessagePart[]

/** Every point at which an answer can be cut off, from nothing to all of it. */
const cuts = whole.flatMap((part, at) =>
  'text' in part
    ? Array.from({ length: part.text.length + 1 }, (_, length) => ({ parts: at + 1, text: length }))
    : [{ parts: at + 1, text: 0 }],
)
const extents = [{ parts: 0, text: 0 }, ...cuts]

test('a growth turns any prefix of an answer into its new state, even a partly known one', () => {
  for (const [to, seen] of extents.entries())
    for (const [at, from] of extents.slice(0, to + 1).entries())
      for (const has of extents.slice(at)) {
        const had = cutToExtent(whole, has)
        const all = grown(had, extentOf(had), growthSince(whole, from, seen))
        const more = extents.indexOf(has) > to ? has : seen
        expect(all, JSON.stringify({ from, seen, has })).toEqual(cutToExtent(whole, more))
      }
})

test('a growth that starts beyond the end of an answer is not applied', () => {
  for (const [to, from] of extents.entries())
    for (const has of extents.slice(0, to)) {
      const had = cutToExtent(whole, has)
      expect(grown(had, extentOf(had), growthSince(whole, from, extentOf(whole)))).toBeNull()
    }
})
