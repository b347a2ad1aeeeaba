import { createElement } from 'react'
import { expect, test } from 'vitest'
import type { Message } from '#contract/shapes/conversation.ts'
import { mergeTimeline } from './timeline.ts'

const message = (id: string, minute: number) => ({ id, createdAt: at(minute) }) as Message
const at = (minute: number) => `2026-01-01T10:0${minute}:00.000Z`
const aside = (id: string, minute: number) => ({ id, at: at(minute), show: () => createElement('p') })
const order = (messages: Message[], olderCursor: string | null, ...asides: ReturnType<typeof aside>[]) =>
  mergeTimeline({ messages, olderCursor }, asides).map(({ id }) => id)

test('notes appear at their time of writing, in any order of arrival', () => {
  expect(
    order(
      [message('m1', 1), message('m2', 3)],
      null,
      aside('last', 5),
      aside('between', 2),
      aside('first', 0),
    ),
  ).toEqual(['first', 'm1', 'between', 'm2', 'last'])
})

test('notes older than the loaded messages are held back', () => {
  expect(order([message('m1', 2)], 'more', aside('old', 1), aside('new', 3))).toEqual(['m1', 'new'])
  expect(order([], null, aside('only', 1))).toEqual(['only'])
})
