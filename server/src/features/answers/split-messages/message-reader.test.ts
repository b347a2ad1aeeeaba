import { expect, test } from 'vitest'
import { openMessageReader } from './message-reader.ts'

const split = (text: string, size: number) => {
  const reader = openMessageReader()
  const texts: string[] = []
  for (let at = 0; at < text.length; at += size) texts.push(...reader.take(text.slice(at, at + size)))
  return [...texts, ...reader.flush()]
}

test.each([
  ['an object', '{"messages":["Hi!","How are you?"]}', ['Hi!\n\n', 'How are you?']],
  ['with blanks', ' {\n  "messages" : [ "你好！" , "吃了吗？" ]\n}\n', ['你好！\n\n', '吃了吗？']],
  ['in a fence', '```json\n{"messages": ["One.", "Two."]}\n```', ['One.\n\n', 'Two.']],
  ['in a fence of no language', '```\n{"messages": ["One."]}\n```', ['One.']],
  ['with an empty one', '{"messages":["", "One."]}', ['One.']],
  ['of nothing', '{"messages":[]}', ['{"messages":[]}']],
  ['of something else', '{"messages":[1]}', ['{"messages":[1]}']],
  ['cut off', '{"messages":["One.', ['{"messages":["One.']],
  ['other JSON', '{"answer":\n\n"Here it is."}', ['{"answer":\n\n', '"Here it is."}']],
  ['plain text', 'Hello!\n\nHow are you?', ['Hello!\n\n', 'How are you?']],
  ['code', '```ts\nlet a\n```\n\nDone.', ['```ts\nlet a\n```\n\n', 'Done.']],
])('%s, however it is split', (_, text, texts) => {
  for (const size of [1, 3, 1_000]) expect(split(text, size)).toEqual(texts)
})

test('the last of eight has all the rest', () => {
  const messages = Array.from({ length: 10 }, (_, at) => `Line ${at}.`)
  const texts = split(JSON.stringify({ messages }), 5)
  expect(texts).toHaveLength(8)
  expect(texts.at(-1)).toBe('Line 7.\n\nLine 8.\n\nLine 9.')
})

test('what follows a call of a tool may be a list too', () => {
  const reader = openMessageReader()
  expect([...reader.take('One moment.'), ...reader.flush()]).toEqual(['One moment.'])
  expect([...reader.take('{"messages":["A","B"]}'), ...reader.flush()]).toEqual(['A\n\n', 'B'])
})
