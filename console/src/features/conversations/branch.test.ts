import { expect, test } from 'vitest'
import type { Message, Reply } from '#contract/shapes/conversation.ts'
import { joined, withSent } from './branch.ts'

const message = (id: string, parentId: string | null): Message => ({
  id,
  conversationId: 'c',
  seq: 1,
  parentId,
  siblingIds: [id],
  author: { kind: 'member', id: 'm', name: 'Ada' },
  role: 'user',
  parts: [],
  clientId: null,
  reply: null,
  origin: 'turn',
  createdAt: '2026-01-01T00:00:00.000Z',
})

const ids = ({ messages }: { messages: Message[] }) => messages.map(({ id }) => id)
const chain = (...names: string[]) => names.map((name, at) => message(name, names[at - 1] ?? null))

test('a fresh page extends the older messages that were loaded', () => {
  const held = { messages: chain('a', 'b', 'c'), olderCursor: null }
  const fresh = { messages: [message('c', 'b'), message('d', 'c')], olderCursor: '2' }
  expect(ids(joined(held, fresh))).toEqual(['a', 'b', 'c', 'd'])
  expect(joined(held, fresh).olderCursor).toBeNull()
})

test('a page of another branch replaces the list', () => {
  const held = { messages: chain('a', 'b', 'c'), olderCursor: null }
  const other = { messages: [message('x', 'w'), message('y', 'x')], olderCursor: '2' }
  expect(joined(held, other)).toEqual(other)
})

test('a sent message follows its parent, with a placeholder for its answer, once', () => {
  const held = { messages: chain('a', 'b', 'c'), olderCursor: null }
  const reply = { id: 'r', messageId: 'answer', createdAt: '2026-01-01T00:00:00.000Z' } as Reply
  const sent = { message: message('again', 'b'), reply, replayed: false }
  const shown = withSent(held, sent, 'Concierge')
  expect(ids(shown)).toEqual(['a', 'b', 'again', 'answer'])
  expect(shown.messages.at(-1)?.author.name).toBe('Concierge')
  expect(withSent(shown, sent, 'Concierge')).toBe(shown)
})
