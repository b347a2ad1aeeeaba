import { expect, test } from 'vitest'
import { encoded } from '#test/support/encoded.ts'
import { parseMail } from './parse-mail.ts'

const mail = (body: string) => Buffer.from(`From: ada@example.com\r\nSubject: Soup\r\n\r\n${body}`)
const WORDS: Readonly<Record<string, string>> = {
  gb18030: '您好，请问退货的运费由谁负担？我们已经等了三个星期，还没有收到任何回复。',
  big5: '您好，請問退貨的運費由誰負擔？我們已經等了三個星期，還沒有收到任何回覆。',
  shift_jis: 'お世話になっております。返品の送料はどなたが負担するのでしょうか。',
  'windows-1252':
    'Für die Rücksendung größerer Stücke zahlen wir die Gebühren, müssen Sie nichts überweisen.',
}

test('a mail with an implausible number of short lines is refused before it is parsed', async () => {
  await expect(parseMail(mail('a\r\n'.repeat(200_000)))).rejects.toThrow('too many lines')
})

test('a long file in long lines is no reason to refuse a mail', async () => {
  const { text } = await parseMail(mail(`${'x'.repeat(76)}\r\n`.repeat(60_000)))
  expect(text).toHaveLength(60_000 * 77)
})

test.for(['gb18030', 'big5', 'shift_jis', 'windows-1252'])(
  'a mail in %s that names no encoding is read in it',
  async (encoding) => {
    const words = WORDS[encoding] ?? ''
    const bytes = encoded(`Subject: ${words}\r\n\r\n${words}\r\n`, encoding)
    const { subject, text } = await parseMail(bytes ?? Buffer.alloc(0))
    expect([subject, text?.trim()]).toEqual([words, words])
  },
)

test('the declared encoding of a mail is respected', async () => {
  const bytes = encoded('Content-Type: text/plain; charset=gb18030\r\n\r\n退货的运费由谁负担？', 'gb18030')
  const { text } = await parseMail(bytes ?? Buffer.alloc(0))
  expect(text?.trim()).toBe('退货的运费由谁负担？')
})
