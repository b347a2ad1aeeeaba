import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ContactErasure } from '#contract/shapes/contact.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { findTenantId } from '#features/access/index.ts'
import { headerOf } from '#platform/mail/parse-mail.ts'
import { type MailStage, openMailStage, readTaken } from '#test/support/mail-stage.ts'
import { placesOf } from '#test/support/places-of.ts'
import type { TakenMail } from '#test/support/smtp-sink.ts'
import { settled } from '../isolation/settled.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await openMailStage()
})
afterAll(() => stage.close())

test('an erased person is in no email any more: address, subject, quotes, files, answers, bounces', async () => {
  const { server } = stage
  const word = `zanzibar${randomUUID().slice(0, 8)}`
  const from = `Zoe ${word} <${word}@example.com>`
  const [door, other] = [await stage.openAddress(), await stage.openAddress()]
  // Before anybody knows them: a notice of theirs that nobody answers, here and at another address.
  for (const one of [door, other])
    await one.write({ from, subject: `Away: ${word}`, headers: ['Auto-Submitted: auto-replied'] })
  const text = `I am ${word}.\n\nOn Fri, Jan 30, 2026, Zoe ${word} wrote:\n> quoted ${word}`
  const { conversationId } = (await door.write({ from, subject: `About ${word}`, text })).body
  await expect.poll(door.sent).toHaveLength(1)
  const answered = headerOf(await readTaken(door.sent()[0] as TakenMail), 'message-id')
  await door.write({
    from: `MAILER-DAEMON@example.com`,
    subject: `Undelivered: ${word}@example.com`,
    headers: ['Return-Path: <>', `In-Reply-To: ${answered}`],
  })
  await door.write({ from, subject: `Away again: ${word}`, headers: ['Precedence: bulk'] })
  await settled(server.app)
  const tenantId = await findTenantId(server.app, null)
  const tables = async () =>
    new Set((await placesOf(server.app, tenantId, word)).map((place) => place.split(':')[0]))
  expect([...(await tables())]).toEqual(
    expect.arrayContaining(['channel_mails', 'channel_threads', 'email_threads', 'messages', 'visitors']),
  )

  const { owner } = (await server.ask<Conversation>('GET', `/v1/conversations/${conversationId}`)).body
  const handedOut = await server.ask<{ mails: unknown[] }>('GET', `/v1/contacts/${owner.id}/export`)
  expect(handedOut.body.mails.length).toBeGreaterThanOrEqual(4)
  expect((await server.ask('POST', `/v1/contacts/${owner.id}/erase`)).status).toBeLessThan(300)
  const state = async () =>
    (await server.ask<ContactErasure>('GET', `/v1/contacts/${owner.id}/erasure`)).body.state
  await expect.poll(state).toBe('done')
  await settled(server.app)
  await expect.poll(() => placesOf(server.app, tenantId, word)).toEqual([])
})
