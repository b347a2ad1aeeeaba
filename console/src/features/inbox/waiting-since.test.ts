import { expect, test } from 'vitest'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { waitingSince } from './waiting-since.ts'

type Waits = Parameters<typeof waitingSince>[0]

const early = '2026-01-01T10:00:00.000Z'
const late = '2026-01-01T10:05:00.000Z'
const message = (role: 'user' | 'assistant', createdAt: string) =>
  ({ role, createdAt }) as InboxConversation['lastMessage']
const waits: Waits = {
  assignee: { kind: 'queue', member: null },
  state: 'open',
  asked: { at: early, why: 'visitor-asked', text: '' },
  firstAnsweredAt: null,
  lastMessage: message('user', late),
}

test.each<[string, Partial<Waits>, string | null]>([
  ['they asked for a person', {}, early],
  ['their question after the first answer', { firstAnsweredAt: early }, late],
  ['nobody, since we spoke last', { firstAnsweredAt: early, lastMessage: message('assistant', late) }, null],
  ['nobody, since an agent answers', { assignee: { kind: 'agent', member: null } }, null],
  ['nobody, since it is settled', { state: 'resolved' }, null],
  ['their question, where one of us took it unasked', { asked: null }, late],
])('one waits since %s', (_since, given, expected) => {
  expect(waitingSince({ ...waits, ...given })).toBe(expected)
})
