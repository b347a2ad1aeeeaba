import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { newWebhookSecret, signWebhook } from '#platform/crypto/webhook-signature.ts'
import { headerOf } from '#platform/mail/parse-mail.ts'
import { findTenantId } from '#features/access/index.ts'
import { type Address, mailOf, type MailStage, openMailStage, readTaken } from '#test/support/mail-stage.ts'
import { placesOf } from '#test/support/places-of.ts'
import type { TakenMail } from '#test/support/smtp-sink.ts'

let stage: MailStage
beforeAll(async () => {
  stage = await openMailStage()
})
afterAll(() => stage.close())

const change = (door: Address, body: object) =>
  stage.server.ask('PATCH', `/v1/channels/${door.id}/email`, { body })
const ownerOf = async (conversationId: string | null) =>
  (await stage.server.ask<Conversation>('GET', `/v1/conversations/${conversationId}`)).body.owner

test('a channel that requires Standard Webhooks refuses unsigned email, with or without the secret', async () => {
  const key = newWebhookSecret()
  const door = await stage.openAddress({ signing: 'standard-webhooks', signingKey: key.reveal() })
  const body = mailOf({ to: door.address })
  const signed = ({ at = Date.now(), said = body, secret = key } = {}) => {
    const timestamp = Math.floor(at / 1000)
    const signature = signWebhook([newWebhookSecret(), secret], { id: 'msg_1', timestamp, body: said })
    return { 'webhook-id': 'msg_1', 'webhook-timestamp': String(timestamp), 'webhook-signature': signature }
  }
  expect((await door.bring(body)).status).toBe(401)
  expect((await door.bring(body, signed({ secret: newWebhookSecret() }))).status).toBe(401)
  expect((await door.bring(body, signed({ said: `${body} ` }))).status).toBe(401)
  expect((await door.bring(body, signed({ at: Date.now() - 600_000 }))).status).toBe(401)
  expect((await door.bring(body, { ...signed(), 'webhook-id': 'msg_2' })).status).toBe(401)
  expect((await door.bring(body, { ...signed(), authorization: 'Bearer pm_wrong' })).status).toBe(404)
  expect(await door.log()).toEqual([])
  expect((await door.bring(body, signed())).body).toMatchObject({ outcome: 'taken' })
  const svix = Object.fromEntries(
    Object.entries(signed()).map(([name, value]) => [name.replace('webhook', 'svix'), value]),
  )
  expect((await door.bring(body, svix)).body).toMatchObject({ outcome: 'known' })
})

test('a signature in a custom header is HMAC-SHA256 of the body, in either notation', async () => {
  const key = 'a-key-of-the-mail-service'
  const door = await stage.openAddress({
    signing: 'hmac',
    signingKey: key,
    signingHeader: 'X-Mail-Signature',
  })
  const bring = (digest: 'hex' | 'base64', { before = '', header = 'x-mail-signature', by = key } = {}) => {
    const body = mailOf({ to: door.address })
    return door.bring(body, { [header]: before + createHmac('sha256', by).update(body).digest(digest) })
  }
  expect((await bring('hex')).body).toMatchObject({ outcome: 'taken' })
  expect((await bring('hex', { before: 'sha256=' })).body).toMatchObject({ outcome: 'taken' })
  expect((await bring('base64')).body).toMatchObject({ outcome: 'taken' })
  expect((await bring('hex', { header: 'x-signature' })).status).toBe(401)
  expect((await bring('hex', { by: 'another-key-altogether' })).status).toBe(401)
})

test('the key stays with its method, is never shown, and is deleted when signing is off', async () => {
  const key = 'zanzibar-key-of-the-mail-service'
  const door = await stage.openAddress({ signing: 'hmac', signingKey: key })
  expect((await change(door, { signature: 'New words' })).body).toMatchObject({ signing: 'hmac' })
  const body = mailOf({ to: door.address })
  const signature = createHmac('sha256', key).update(body).digest('hex')
  expect((await door.bring(body, { 'x-signature': signature })).status).toBe(200)
  const refusal = async (asked: object) => (await change(door, asked)).body
  for (const asked of [
    { signing: 'standard-webhooks' },
    { signing: 'standard-webhooks', signingKey: key },
    { signing: 'none', signingKey: key },
    { signingKey: 'short' },
    { signingHeader: 'a b' },
  ])
    expect(await refusal(asked), JSON.stringify(asked)).toMatchObject({ code: 'invalid_input' })
  expect((await stage.server.ask('GET', '/v1/channels/email')).text).not.toContain(key)
  const tenantId = await findTenantId(stage.server.app, null)
  expect(await placesOf(stage.server.app, tenantId, key)).toEqual([])
  expect((await change(door, { signing: 'none' })).status).toBe(200)
  expect((await door.write()).body).toMatchObject({ outcome: 'taken' })
})

test('a contact form is answered at its Reply-To address, and so are further replies', async () => {
  const door = await stage.openAddress()
  const headers = ['Reply-To: "Carol C." <Carol@example.com>']
  const { conversationId } = (await door.write({ from: 'Our form <form@site.example>', headers })).body
  await expect.poll(door.sent).toHaveLength(1)
  const [answer] = door.sent()
  expect(answer?.to).toBe('carol@example.com')
  expect((await stage.asked(conversationId))[0]?.author.name).toBe('Carol C.')
  const answered = headerOf(await readTaken(answer as TakenMail), 'message-id')
  const reply = await door.write({
    from: 'carol@example.com',
    subject: 'Re: Opening hours',
    headers: [`In-Reply-To: ${answered}`],
  })
  expect(reply.body).toMatchObject({ outcome: 'taken', conversationId })
  // Another one by the same form is another person's.
  const other = await door.write({
    from: 'Our form <form@site.example>',
    headers: ['Reply-To: dan@example.com', `In-Reply-To: ${answered}`],
  })
  expect(other.body.conversationId).not.toBe(conversationId)
})

test('writing in somebody’s name reveals nothing about them', async () => {
  const door = await stage.openAddress()
  const { conversationId } = (await door.write({ from: 'victim@example.com', id: '<victim@x>' })).body
  const forged = await door.write({
    from: 'victim@example.com',
    headers: ['References: <victim@x>', 'Reply-To: eve@example.com'],
  })
  expect(forged.body.conversationId).not.toBe(conversationId)
  const [victim, eve] = [await ownerOf(conversationId), await ownerOf(forged.body.conversationId)]
  expect(eve.id).not.toBe(victim.id)
})

test('an answer never goes to one of our own addresses, whatever an email requests', async () => {
  const [door, other] = [await stage.openAddress(), await stage.openAddress()]
  for (const own of [door.address, other.address, other.address.replace('@', '+token@')]) {
    const { conversationId } = (
      await door.write({ from: 'vera@example.com', headers: [`Reply-To: ${own}, not an address`] })
    ).body
    await expect
      .poll(async () =>
        (await door.log()).find((mail) => mail.conversationId === conversationId && mail.direction === 'out'),
      )
      .toMatchObject({ address: 'vera@example.com' })
  }
})
