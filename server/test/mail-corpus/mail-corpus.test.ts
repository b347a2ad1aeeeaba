import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Address, mailOf, type MailStage, openMailStage, textIn } from '#test/support/mail-stage.ts'

const folder = new URL('./', import.meta.url)
const held = (name: string) => readFileSync(new URL(name, folder))

let stage: MailStage
let door: Address
beforeAll(async () => {
  stage = await openMailStage()
  door = await stage.openAddress({ address: 'help@shop.example' })
})
afterAll(() => stage.close())

/** What is noted and not answered, and why. */
const ignored: Record<string, string> = {
  'bounce-empty-sender': 'bounce',
  'bounce-postmaster': 'bounce',
  'bounce-report': 'bounce',
  bulk: 'automatic',
  empty: 'empty',
  garbage: 'empty',
  'loop-header': 'automatic',
  'loop-own-address': 'own',
  'loop-own-plus-address': 'own',
  'mailing-list': 'list',
  'no-sender': 'empty',
  'out-of-office': 'automatic',
  'out-of-office-exchange': 'automatic',
  'sender-without-address': 'empty',
}
/** What is refused, with words that say why. */
const refused: Record<string, RegExp> = { 'nested-100': /nest|deep|depth/i }
/** What is taken, and a word that is shown of it. */
const taken: Record<string, string> = {
  'attachment-that-climbs': 'A file.',
  'bare-carriage-returns': 'One',
  'bare-line-feeds': 'Lines end in LF.',
  'base64-of-nonsense': 'Not base64',
  'boundary-empty': 'Empty boundary',
  'boundary-missing': 'No boundary',
  'boundary-that-never-ends': 'It just stops',
  calendar: 'Invitation',
  'charset-gb18030': '请问几点开门',
  'charset-iso-2022-jp': '何時に開きますか',
  'charset-that-lies': 'aus K',
  'charset-unknown': 'Readable all the same.',
  'charset-utf-7': 'UTF-7',
  'encoding-unknown': 'begin 644',
  'external-body': 'Elsewhere',
  'forwarded-100': 'Fwd',
  'header-injection-in-subject': 'The body.',
  'header-without-colon': 'Still a mail.',
  'message-id-of-nonsense': 'My name is long.',
  'no-message-id': 'I have no name.',
  'nul-bytes': 'Before',
  'page-alone': 'Do you open on Sunday?',
  'page-that-hides': 'Seen.',
  partial: 'Part 1',
  'prototype-headers': 'Odd names.',
  'quoted-printable-of-nonsense': 'text',
  'quotes-all-the-way': 'Opening hours',
  'sender-in-a-group': 'We are a group.',
  'sender-of-marks': '<img src=x onerror=alert(1)>',
  'sender-with-line-break': 'Is my name a header?',
  'subject-of-directions': 'Which way?',
  'text-that-is-a-program': 'A picture.',
  'two-senders': 'We are two.',
  'type-of-nonsense': 'Nonsense',
  'unfinished-encoded-word': 'The subject was cut.',
}

describe('mails as they really come', () => {
  test.each(Object.entries(ignored))('%s is noted and not taken: %s', async (name, why) => {
    expect(await door.bring(held(`${name}.eml`))).toMatchObject({
      status: 200,
      body: { outcome: 'ignored', why, conversationId: null },
    })
  })

  test.each(Object.entries(refused))('%s is refused, and it is said why', async (name, why) => {
    expect(await door.bring(held(`${name}.eml`))).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', detail: expect.stringMatching(why) },
    })
  })

  test.each(Object.entries(taken))('%s is taken, once, and shows “%s”', async (name, word) => {
    // Whoever writes so many is taken for a loop, so each has an address of its own.
    const fresh = await stage.openAddress()
    const first = await fresh.bring(held(`${name}.eml`))
    expect(first).toMatchObject({ status: 200, body: { outcome: 'taken' } })
    expect((await fresh.bring(held(`${name}.eml`))).body.outcome).toBe('known')
    const said = (await stage.asked(first.body.conversationId)).map(textIn).join()
    expect(said).toContain(word)
    expect(said).not.toMatch(/steal\(|unseen|169\.254/)
  })

  test('none is left out', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml'))
    const known = [ignored, refused, taken].flatMap(Object.keys).map((name) => `${name}.eml`)
    expect(files.toSorted()).toEqual(known.toSorted())
  })

  test('what goes out again is one header a header, whatever came in', async () => {
    const fresh = await stage.openAddress()
    for (const name of ['header-injection-in-subject', 'sender-with-line-break', 'sender-of-marks'])
      await fresh.bring(held(`${name}.eml`))
    await expect.poll(fresh.sent).toHaveLength(3)
    for (const { content } of fresh.sent()) {
      const [head = ''] = content.split('\r\n\r\n')
      expect(head).not.toMatch(/^Bcc:/im)
      expect(head.match(/^Subject:/gm)).toHaveLength(1)
    }
  })
})

const begin = (subject: string, ...headers: string[]) =>
  `${mailOf({ to: 'help@shop.example', subject, headers }).split('\r\n\r\n')[0] ?? ''}\r\n`
const boundary = 'Content-Type: multipart/mixed; boundary=b'

const bombs: Record<string, () => string> = {
  'a header of a megabyte': () => `${begin('Long', `X-Long: ${'x'.repeat(1_048_576)}`)}\r\nHello\r\n`,
  'fifty thousand headers': () => `${begin('Many')}${'X-Many: x\r\n'.repeat(50_000)}\r\nHello\r\n`,
  'a header folded fifty thousand times': () =>
    `${begin('Folded')}X-F: x\r\n${' x\r\n'.repeat(50_000)}\r\nHello\r\n`,
  'two hundred thousand short lines': () => `${begin('Short')}\r\n${'a\r\n'.repeat(200_000)}`,
  'twenty thousand parts': () =>
    `${begin('Parts', boundary)}\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(20_000)}--b--\r\n`,
  'quotes within quotes, two hundred deep': () =>
    `${begin('Quotes', 'Content-Type: text/html')}\r\n${'<blockquote>'.repeat(200)}${'<p>word</p>\r\n'.repeat(40_000)}`,
  'a page of a hundred thousand elements in each other': () =>
    `${begin('Deep', 'Content-Type: text/html')}\r\n${'<div>'.repeat(100_000)}word\r\n`,
  'twenty thousand quotes announced': () =>
    `${begin('Announced', 'Content-Type: text/plain')}\r\n${'On Monday Vera wrote:\r\n\r\nNo.\r\n'.repeat(15_000)}> x\r\n`,
  'one line of eight megabytes': () => `${begin('Line')}\r\n${'x'.repeat(8 * 1_048_576)}\r\n`,
}

describe('what would harm is refused or cut, and what comes after it is taken', () => {
  test.each(Object.entries(bombs))('%s', async (_, make) => {
    const fresh = await stage.openAddress()
    const [bomb, beside] = await Promise.all([fresh.bring(make()), stage.server.ask('GET', '/healthz')])
    expect([200, 400]).toContain(bomb.status)
    expect(beside.status).toBe(200)
    expect((await fresh.write()).body.outcome).toBe('taken')
  })
})
