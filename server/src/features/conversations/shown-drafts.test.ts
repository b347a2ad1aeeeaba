import { expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import { openLocalLive } from '#platform/live/live.ts'
import { holdDraft, postDraft } from './shown-drafts.ts'

const words: MessagePart[] = [{ type: 'text', text: 'We open at' }]

test('a superseded writer is held back, and is not counted as showing the attempt that replaced it', () => {
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
