import { expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import { openLocalLive } from '#platform/live/live.ts'
import { holdDraft, postDraft } from './shown-drafts.ts'

const words: MessagePart[] = [{ type: 'text', text: 'We open at' }]

test('a writer that was overtaken is held, and counts as nobody who shows the attempt that took its place', () => {
  const live = openLocalLive()
  let held = 0
  postDraft(live, 'reply', {
    reply: { attempt: 1 },
    hold() {
      held += 1
      return words
    },
  })
  expect(holdDraft(live, 'reply', 1)).toBe(words)
  expect(holdDraft(live, 'reply', 2)).toBeNull()
  expect(held).toBe(2)
})
