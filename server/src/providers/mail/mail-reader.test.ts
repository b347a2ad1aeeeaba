import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { parseMail } from '#platform/mail/parse-mail.ts'
import { openMailReader } from './open-mail-reader.ts'

const reader = openMailReader({ memoryLimitMb: 48, timeLimitMs: 60_000 })
afterAll(() => reader.close())

const never = new AbortController().signal
const mail = (body: string) => Buffer.from(`From: ada@example.com\r\nSubject: Soup\r\n\r\n${body}`)

/** Whether other work had its turn meanwhile. */
async function letsOthersWork(work: Promise<unknown>): Promise<boolean> {
  let turns = 0
  let isOver = false
  void work.catch(() => {}).finally(() => (isOver = true))
  while (!isOver) {
    await turn()
    turns += 1
  }
  return turns > 100
}

test('a mail is parsed, and its text is decoded from any encoding', async () => {
  expect(await reader.read(mail('Hello.\r\n'), never)).toMatchObject({
    from: { address: 'ada@example.com' },
    subject: 'Soup',
    said: 'Hello.\n',
  })
  expect(await reader.textOf('<p>Hello, <b>you</b>.</p>', never)).toBe('Hello, you.')
})

test('a mail of very many lines does not block; parsed on the main thread it would', async () => {
  const long = mail('a\r\n'.repeat(45_000))
  expect(await letsOthersWork(reader.read(long, never))).toBe(true)
  // Others work while the parser itself is loaded.
  await parseMail(mail('Soup.'))
  expect(await letsOthersWork(parseMail(long))).toBe(false)
})

test('a page that takes too much memory is refused, and the next one is read', async () => {
  const bomb = '<blockquote>'.repeat(190) + '<p>word</p>'.repeat(100_000)
  await expect(reader.textOf(bomb, never)).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await reader.textOf('<p>Still here.</p>', never)).toBe('Still here.')
})

test('slow parsing is refused, and an aborted caller gets no result', async () => {
  await using hasty = Object.assign(openMailReader({ memoryLimitMb: 64, timeLimitMs: 1 }), {
    [Symbol.asyncDispose]: () => hasty.close(),
  })
  await expect(hasty.read(mail('a\r\n'.repeat(45_000)), never)).rejects.toThrow('it takes too long')
  const leaving = AbortSignal.abort(new Error('Gone.'))
  await expect(reader.read(mail('x'), leaving)).rejects.toThrow('Gone.')
})
