import { expect, test } from 'vitest'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { newsIn } from './news.ts'

const one = (id: string, messageId: string, authorId = 'vera') =>
  ({
    conversation: { id },
    person: { id: 'vera' },
    lastMessage: { id: messageId, author: { id: authorId } },
  }) as DeskConversation
const idsOf = (...given: Parameters<typeof newsIn>) =>
  newsIn(...given).map((news) => news.one.conversation.id)

test('who newly waits is news, and who waited already is not', () => {
  expect(idsOf('waits', [one('a', 'm1')], [one('a', 'm2'), one('b', 'm3')])).toEqual(['b'])
})

test('in what one has, news is what they wrote, not what one said oneself or has just taken', () => {
  const before = [one('a', 'm1'), one('b', 'm2'), one('c', 'm3')]
  const now = [one('a', 'm4'), one('b', 'm5', 'ana'), one('c', 'm3'), one('d', 'm6')]
  expect(idsOf('wrote', before, now)).toEqual(['a'])
})
