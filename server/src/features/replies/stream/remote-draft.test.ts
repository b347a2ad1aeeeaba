import { afterEach, expect, test, vi } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import { replyTopic, messageToWriter, UNCONFIRMED_MS } from '#features/conversations/index.ts'
import { type Live, openLocalLive } from '#platform/live/live.ts'
import { growthSince } from './growth.ts'
import { openRemoteDraft } from './remote-draft.ts'
import type { MessageToRemoteDrafts, MessageToWriter } from './remote-draft-messages.ts'

afterEach(() => void vi.restoreAllMocks())

const reply = { id: 'r', state: 'running', attempt: 1 } as Reply
const saying = (text: string): MessagePart[] => [{ type: 'text', text }]
const grownTo = (text: string, from = 0) =>
  growthSince(saying(text), { parts: from === 0 ? 0 : 1, text: from }, { parts: 1, text: text.length })

/** A remote draft by a clock of the test, and its writer's side. */
function stage() {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(10_000)
  const local = openLocalLive()
  const asked: MessageToWriter[] = []
  const live: Live = {
    ...local,
    isShared: true,
    publishElsewhere(topic, message) {
      const { replyId, word } = message as { replyId: string; word: MessageToWriter }
      if (topic === messageToWriter('r', null)[0] && replyId === 'r') asked.push(word)
    },
  }
  const remoteDraft = openRemoteDraft(live, 'r')
  const hear = (word: MessageToRemoteDrafts) => local.publish(replyTopic('r'), word)
  remoteDraft.feed({ reply, parts: [], waiting: null })
  const grant = (ageMs: number, text: string) => {
    const ask = asked.findLast((word) => word.type === 'remote-draft-requested')
    if (!ask) throw new Error('The writer was not asked.')
    const { askedAt, remoteDraft: name } = ask
    hear({ type: 'granted', remoteDraft: name, askedAt, ageMs, reply, growth: grownTo(text), waiting: null })
  }
  return { remoteDraft, hear, grant, at: (ms: number) => void clock.mockReturnValue(10_000 + ms) }
}

test('a stalled remote draft shows nothing queued once the lease of its writer has expired', () => {
  const { remoteDraft, hear, grant, at } = stage()
  expect(remoteDraft.view()).toBeNull()
  at(400)
  grant(600, 'We open')
  expect(remoteDraft.view()?.parts).toEqual(saying('We open'))
  // Counted from the time of the request, less what had passed at the writer by then.
  at(UNCONFIRMED_MS - 601)
  expect(remoteDraft.shows(1)).toBe(true)
  at(UNCONFIRMED_MS - 600)
  hear({ type: 'grown', attempt: 1, growth: grownTo('We open at nine.', 7), waiting: null })
  expect(remoteDraft.view()).toBeNull()
  expect(remoteDraft.shows(1)).toBe(false)
  // A response to an earlier request says nothing about now, however late it arrives.
  at(60_000)
  grant(0, 'We open at nine.')
  expect(remoteDraft.view()).toBeNull()
  remoteDraft.leave()
})
