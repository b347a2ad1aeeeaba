import { expect, test } from 'vitest'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { newsIn, slaAlertsIn } from './news.ts'

const one = (id: string, messageId: string, authorId = 'vera') =>
  ({
    conversation: { id },
    person: { id: 'vera' },
    lastMessage: { id: messageId, author: { id: authorId } },
  }) as InboxConversation
const idsOf = (...given: Parameters<typeof newsIn>) =>
  newsIn(...given).map((news) => news.one.conversation.id)

test('a newly waiting conversation alerts, and one that was already waiting does not', () => {
  expect(idsOf('waits', [one('a', 'm1')], [one('a', 'm2'), one('b', 'm3')])).toEqual(['b'])
})

test('in one’s own conversations the customer’s messages alert, and one’s own actions do not', () => {
  const before = [one('a', 'm1'), one('b', 'm2'), one('c', 'm3')]
  const now = [one('a', 'm4'), one('b', 'm5', 'ana'), one('c', 'm3'), one('d', 'm6')]
  expect(idsOf('wrote', before, now)).toEqual(['a'])
})

test('an SLA target in the list alerts when it is due soon and when it is breached, once each', () => {
  const at = (conversationId: string, marks: { isWarned: boolean; isBreached: boolean }) => ({
    conversationId,
    teamId: 't',
    waitingSince: '2026-11-20T12:00:00.000Z',
    slaTimers: [{ kind: 'first-reply' as const, dueAt: null, ...marks }],
  })
  const listed = [{ conversation: { id: 'a' } } as InboxConversation]
  const [fine, warned, late] = [
    at('a', { isWarned: false, isBreached: false }),
    at('a', { isWarned: true, isBreached: false }),
    at('a', { isWarned: true, isBreached: true }),
  ]
  const kinds = (before: typeof fine, now: typeof fine) =>
    slaAlertsIn([before], [now], listed).map(({ kind }) => kind)
  expect(kinds(fine, fine)).toEqual([])
  expect(kinds(fine, warned)).toEqual(['due'])
  expect(kinds(warned, warned)).toEqual([])
  expect(kinds(warned, late)).toEqual(['late'])
  expect(slaAlertsIn([], [at('b', { isWarned: true, isBreached: false })], listed)).toEqual([])
})
