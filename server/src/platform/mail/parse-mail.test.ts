import { expect, test } from 'vitest'
import { parseMail } from './parse-mail.ts'

const mail = (body: string) => Buffer.from(`From: ada@example.com\r\nSubject: Soup\r\n\r\n${body}`)

test('a mail of more short lines than anybody writes is refused before it is read', async () => {
  await expect(parseMail(mail('a\r\n'.repeat(200_000)))).rejects.toThrow('too many lines')
})

test('a long file in long lines is no reason to refuse a mail', async () => {
  const { text } = await parseMail(mail(`${'x'.repeat(76)}\r\n`.repeat(60_000)))
  expect(text).toHaveLength(60_000 * 77)
})
