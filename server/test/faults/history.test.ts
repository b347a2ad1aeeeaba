import { expect, test } from 'vitest'
import type { Messages } from '#test/support/conversation.ts'
import { type Acknowledged, judgeHistory, spotless } from '#test/support/history.ts'

type Message = Messages[number]

/** As much of a message as the checker looks at. */
const message = (seq: number, more: Partial<Message>): Message =>
  ({ id: `m${seq}`, seq, clientId: null, reply: null, parts: [], ...more }) as unknown as Message

const question = (seq: number, clientId: string) => message(seq, { clientId })

const answer = (seq: number, id: string, text: string, endedAt: string | null = '2026-01-01T00:00:00Z') =>
  message(seq, {
    parts: [{ type: 'text', text }] as Message['parts'],
    reply: { id, endedAt } as Message['reply'],
  })

const acknowledged: Acknowledged[] = ['a', 'b'].map((clientId) => ({
  clientId,
  conversationId: 'c',
  replyId: `r-${clientId}`,
  heard: `Answer ${clientId}.`,
}))

const [one, two] = [question(1, 'a'), answer(2, 'r-a', 'Answer a.')]
const [three, four] = [question(3, 'b'), answer(4, 'r-b', 'Answer b.')]
const whole = [one, two, three, four]

test('a correct history has no findings', () => {
  expect(judgeHistory(acknowledged, whole)).toEqual(spotless)
})

test.each<[string, Messages, keyof typeof spotless]>([
  ['a message is gone', [one, two], 'lost'],
  ['a number is left out', [one, two, question(5, 'b'), answer(6, 'r-b', 'Answer b.')], 'lost'],
  ['an answer is gone', [one, two, three], 'lost'],
  ['a message is there twice', [...whole, question(5, 'b')], 'doubled'],
  ['a message has two answers', [...whole, answer(5, 'r-b', 'Answer b.')], 'doubled'],
  ['two messages have one number', [...whole, question(4, 'other')], 'doubled'],
  ['an answer never ended', [one, two, three, answer(4, 'r-b', 'Answ', null)], 'stuck'],
  ['an answer is not what was heard', [one, two, three, answer(4, 'r-b', 'Answer')], 'torn'],
  ['an answer was sewn together', [one, two, three, answer(4, 'r-b', 'Answer Answer b.')], 'torn'],
  [
    'the later stands before the earlier',
    [question(1, 'b'), answer(2, 'r-b', 'Answer b.'), question(3, 'a'), answer(4, 'r-a', 'Answer a.')],
    'misplaced',
  ],
])('it detects that %s', (_, stored, wrong) => {
  expect(judgeHistory(acknowledged, stored)[wrong]).toBeGreaterThan(0)
})
