import { expect, test } from 'vitest'
import type { ModelPart } from '#kernel/model-ports.ts'
import { ANSWER_CHARACTERS_MAX, boundedAnswer } from './bounded-answer.ts'

/** A model that never ends, and whether it was stopped. */
function endless(part: ModelPart) {
  const said = { isEnded: false }
  async function* parts() {
    try {
      for (;;) yield part
    } finally {
      said.isEnded = true
    }
  }
  return { said, parts: parts() }
}

const piece = 'x'.repeat(10_000)

test.each<[string, ModelPart]>([
  ['text', { type: 'text-delta', text: piece }],
  ['thoughts', { type: 'reasoning-delta', text: piece }],
  ['calls', { type: 'tool-call', callId: '1', name: 'a', input: { a: piece } }],
])('an endless answer is ended: %s', async (_name, part) => {
  const { said, parts } = endless(part)
  let taken = 0
  const read = async () => {
    for await (const one of boundedAnswer(parts)) taken += JSON.stringify(one).length
  }
  await expect(read()).rejects.toMatchObject({ code: 'upstream_failed', reason: 'answer-too-long' })
  expect(taken).toBeGreaterThan(ANSWER_CHARACTERS_MAX * 0.9)
  expect(taken).toBeLessThan(ANSWER_CHARACTERS_MAX * 1.2)
  expect(said.isEnded).toBe(true)
})
