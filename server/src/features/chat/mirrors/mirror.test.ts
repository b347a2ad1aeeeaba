import { afterEach, expect, test, vi } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import { replyTopic, toWriter, UNCONFIRMED_MS } from '#features/conversations/index.ts'
import { type Live, openLocalLive } from '#platform/live/live.ts'
import { growthSince } from './growth.ts'
import { openMirror } from './mirror.ts'
import type { ToMirrors, ToWriter } from './words.ts'

afterEach(() => void vi.restoreAllMocks())

const reply = { id: 'r', state: 'running', attempt: 1 } as Reply
const saying = (text: string): MessagePart[] => [{ type: 'text', text }]
const grownTo = (text: string, from = 0) =>
  growthSince(saying(text), { parts: from === 0 ? 0 : 1, text: from }, { parts: 1, text: text.length })

/** A mirror by a clock of the test, and its writer's side. */
function stage() {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(10_000)
  const local = openLocalLive()
  const asked: ToWriter[] = []
  const live: Live = {
    ...local,
    isShared: true,
    publishElsewhere(topic, message) {
      const { replyId, word } = message as { replyId: string; word: ToWriter }
      if (topic === toWriter('r', null)[0] && replyId === 'r') asked.push(word)
    },
  }
  const mirror = openMirror(live, 'r')
  const hear = (word: ToMirrors) => local.publish(replyTopic('r'), word)
  mirror.feed({ reply, parts: [], waiting: null })
  const grant = (ageMs: number, text: string) => {
    const ask = asked.findLast((word) => word.type === 'mirror-asks')
    if (!ask) throw new Error('The writer was not asked.')
    const { askedAt, mirror: name } = ask
    hear({ type: 'granted', mirror: name, askedAt, ageMs, reply, growth: grownTo(text), waiting: null })
  }
  return { mirror, hear, grant, at: (ms: number) => void clock.mockReturnValue(10_000 + ms) }
}

test('a mirror that stood still shows nothing of what waited for it, once the time of its writer is over', () => {
  const { mirror, hear, grant, at } = stage()
  expect(mirror.view()).toBeNull()
  at(400)
  grant(600, 'We open')
  expect(mirror.view()?.parts).toEqual(saying('We open'))
  // Counted from when it asked, less what had passed at the writer by then.
  at(UNCONFIRMED_MS - 601)
  expect(mirror.shows(1)).toBe(true)
  at(UNCONFIRMED_MS - 600)
  hear({ type: 'grown', attempt: 1, growth: grownTo('We open at nine.', 7), waiting: null })
  expect(mirror.view()).toBeNull()
  expect(mirror.shows(1)).toBe(false)
  // An answer to what was asked before says nothing of now, however late it comes.
  at(60_000)
  grant(0, 'We open at nine.')
  expect(mirror.view()).toBeNull()
  mirror.leave()
})
