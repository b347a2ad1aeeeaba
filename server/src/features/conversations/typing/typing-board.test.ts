import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TYPING_MS } from '#contract/shapes/typing.ts'
import type { Scope } from '#kernel/scope.ts'
import { openLocalLive } from '#platform/live/live.ts'
import { subscribeToTyping, type TypingNotice, typingTopic } from './typing-board.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const one: TypingNotice = {
  conversationId: 'c',
  ownerId: 'v',
  inInbox: true,
  author: { kind: 'member', id: 'm', name: 'Ana' },
  isTyping: true,
  isPrivate: false,
  requestId: 'r',
}

function open() {
  const live = openLocalLive()
  const scope = { tenantId: 't', app: { live } } as unknown as Scope
  const listen = () => {
    const heard: string[] = []
    const leave = subscribeToTyping(scope, ({ isTyping, isPrivate }) =>
      heard.push(`${isPrivate ? 'note' : 'answer'} ${isTyping ? 'begun' : 'over'}`),
    )
    return { heard, leave }
  }
  return {
    listen,
    tell: (given: Partial<TypingNotice> = {}) => live.publish(typingTopic('t'), { ...one, ...given }),
  }
}

test('it expires unless it is repeated, and continues while it is', () => {
  const { listen, tell } = open()
  const { heard } = listen()
  tell()
  for (let times = 0; times < 5; times += 1) {
    vi.advanceTimersByTime(TYPING_MS - 1)
    tell()
  }
  expect(heard).toEqual(['answer begun'])
  vi.advanceTimersByTime(TYPING_MS)
  expect(heard).toEqual(['answer begun', 'answer over'])
  tell({ isTyping: false })
  expect(heard).toHaveLength(2)
})

test('switching from a reply to a note ends the typing of the reply', () => {
  const { listen, tell } = open()
  const { heard } = listen()
  tell()
  tell({ isPrivate: true })
  expect(heard).toEqual(['answer begun', 'answer over', 'note begun'])
})

test('a late subscriber learns who is typing, and nothing if nobody had subscribed before', () => {
  const { listen, tell } = open()
  const first = listen()
  tell()
  const second = listen()
  expect(second.heard).toEqual(['answer begun'])
  first.leave()
  second.leave()
  tell()
  expect(listen().heard).toEqual([])
})
