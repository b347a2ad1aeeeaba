import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnswerStates } from '#contract/shapes/channel.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { NewEmailChannel, WholeMail } from '#contract/shapes/email-channel.ts'
import { headerOf } from '#platform/mail/parse-mail.ts'
import { mailOf, type MailStage, openMailStage, readTaken as read, textIn } from '#test/support/mail-stage.ts'
import type { TestServer } from '#test/support/open-test-server.ts'
import type { SmtpSink, TakenMail } from '#test/support/smtp-sink.ts'

let stage: MailStage
let sink: SmtpSink
let server: TestServer

beforeAll(async () => {
  stage = await openMailStage()
  ;({ sink, server } = stage)
})
afterAll(() => stage.close())

const openAddress: MailStage['openAddress'] = (facts) => stage.openAddress(facts)
const post: MailStage['post'] = (...given) => stage.post(...given)
const asked: MailStage['asked'] = (id) => stage.asked(id)
const take: MailStage['take'] = (id) => stage.take(id)
const answerByHand: MailStage['answerByHand'] = (...given) => stage.answerByHand(...given)

test('an email is answered by email once, in its thread, and the reply continues it', async () => {
  const door = await openAddress()
  const id = '<first@example.com>'
  const first = await door.write({ id })
  expect(first).toMatchObject({ status: 200, body: { outcome: 'taken' } })
  const { conversationId } = first.body
  expect((await door.write({ id })).body).toMatchObject({ outcome: 'known', conversationId })
  await expect.poll(door.sent).toHaveLength(1)
  const [taken] = door.sent()
  expect(taken).toMatchObject({ to: 'vera@example.com' })
  const answer = await read(taken as TakenMail)
  expect(answer).toMatchObject({
    subject: 'Re: Opening hours',
    from: { address: door.address },
    text: expect.stringContaining('I don’t know'),
    html: expect.stringContaining('<p>'),
  })
  expect(answer.text).toContain('The shop')
  expect(headerOf(answer, 'in-reply-to')).toBe(id)
  expect(headerOf(answer, 'references')).toBe(id)
  expect(headerOf(answer, 'auto-submitted')).toBe('auto-replied')
  const [local, domain] = door.address.split('@')
  const replyTo = headerOf(answer, 'reply-to')
  expect(replyTo).toMatch(new RegExp(`^${local}\\+[a-z2-7]{24}@${domain}$`))

  // Found by the mail that it answers, and by the address that it goes to.
  const answered = headerOf(answer, 'message-id')
  const byName = await door.write({ subject: 'RE: Opening hours', headers: [`In-Reply-To: ${answered}`] })
  const byAddress = await door.write({ subject: 'AW: Opening hours', to: replyTo })
  expect([byName.body.conversationId, byAddress.body.conversationId]).toEqual([
    conversationId,
    conversationId,
  ])
  expect(await asked(conversationId)).toHaveLength(3)
  await expect.poll(door.sent).toHaveLength(3)
  const last = await read(door.sent()[2] as TakenMail)
  expect(headerOf(last, 'references').split(/\s+/)[0]).toBe(id)
  await expect
    .poll(async () => (await door.log()).map(({ direction, state }) => `${direction} ${state}`).sort())
    .toEqual([...Array(3).fill('in taken'), ...Array(3).fill('out sent')])
})

test('a new email, another subject or another sender starts a conversation', async () => {
  const door = await openAddress()
  const { conversationId } = (await door.write({ id: '<a@example.com>' })).body
  const headers = ['References: <a@example.com>']
  const others = [
    await door.write(),
    await door.write({ headers, subject: 'Another thing' }),
    await door.write({ headers, from: 'eve@example.com' }),
    await (await openAddress()).write({ headers }),
  ].map(({ body }) => body.conversationId)
  expect(new Set([conversationId, ...others]).size).toBe(5)
  expect((await door.write({ headers })).body.conversationId).toBe(conversationId)
})

test('quotes and signatures are hidden, and the whole email can be read', async () => {
  const door = await openAddress()
  const text = 'On Sunday?\n\n-- \nVera\n\nOn Fri, Jan 30, 2026, Ada wrote:\n> We are open.\n'
  const { conversationId } = (await door.write({ text })).body
  const [message] = await asked(conversationId)
  expect(textIn(message as Message)).toBe('Opening hours\n\nOn Sunday?')
  const whole = await server.ask<WholeMail>(
    'GET',
    `/v1/inbox/conversations/${conversationId}/messages/${message?.id}/mail`,
  )
  expect(whole.body).toMatchObject({
    isCut: true,
    subject: 'Opening hours',
    text: text.trim(),
  })
})

test('while a person has the conversation, only their answers are emailed', async () => {
  const door = await openAddress()
  const { conversationId } = (await door.write({ id: '<fence@example.com>' })).body
  await expect.poll(door.sent).toHaveLength(1)
  expect((await take(conversationId)).status).toBe(200)
  await door.write({ text: 'Hello?', headers: ['References: <fence@example.com>'] })
  await answerByHand(conversationId, 'One **moment**, <b>please</b>.')
  await expect.poll(door.sent).toHaveLength(2)
  const answer = await read(door.sent()[1] as TakenMail)
  expect(answer.html).toContain('One <strong>moment</strong>, &lt;b&gt;please&lt;/b&gt;.')
  expect(headerOf(answer, 'auto-submitted')).toBe('')
})

test('an unreachable mail server is retried, and a refusal is shown in the inbox', async () => {
  const door = await openAddress()
  const { conversationId } = (await door.write()).body
  await expect.poll(door.sent).toHaveLength(1)
  await take(conversationId)
  sink.answerOnce('MAIL', '451 later')
  await answerByHand(conversationId, 'First.')
  await expect.poll(door.sent, { timeout: 15_000 }).toHaveLength(2)
  sink.answerOnce('RCPT', '550 nobody of that name')
  await answerByHand(conversationId, 'Second.')
  const failed = async () => (await door.log()).find(({ state }) => state === 'failed')
  await expect.poll(failed).toMatchObject({ why: 'refused', detail: expect.stringContaining('550') })
  const states = async () =>
    (await server.ask<AnswerStates>('GET', `/v1/inbox/conversations/${conversationId}/answer-states`)).body
      .items
  expect((await states()).at(-1)).toMatchObject({ state: 'failed', detail: expect.stringContaining('550') })
  const mailId = (await failed())?.id
  expect((await server.ask('POST', `/v1/channels/${door.id}/mails/${mailId}/repeat`)).status).toBe(200)
  await expect.poll(door.sent).toHaveLength(3)
  await expect.poll(async () => (await states()).at(-1)).toMatchObject({ state: 'sent' })
})

test.each([
  ['automatic', 'Auto-Submitted: auto-replied'],
  ['automatic', 'Precedence: bulk'],
  ['automatic', 'X-Auto-Response-Suppress: All'],
  ['list', 'List-Id: <news.example.com>'],
  ['bounce', 'Return-Path: <>'],
  ['bounce', 'Content-Type: multipart/report; boundary="x"'],
])('nothing answers %s (%s)', async (why, header) => {
  const door = await openAddress()
  const { status, body } = await door.bring(
    mailOf({ to: door.address }).replace(
      /^Content-Type: .*$/m,
      header.startsWith('Content-Type') ? header : `${header}\r\nContent-Type: text/plain`,
    ),
  )
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { outcome: 'ignored', why, conversationId: null },
  })
  expect(await door.log()).toMatchObject([{ state: 'ignored', why }])
})

test('our own addresses are not answered, nor a sender in a loop', async () => {
  const door = await openAddress()
  const other = await openAddress()
  expect((await door.write({ from: other.address })).body).toMatchObject({ outcome: 'ignored', why: 'own' })
  await server.ask('PATCH', `/v1/channels/${door.id}`, { body: { isClosed: false } })
  const outcomes: string[] = []
  for (let nth = 0; nth < 32; nth += 1)
    outcomes.push((await door.write({ from: 'loop@example.com', text: `n${nth}` })).body.outcome)
  expect(outcomes.filter((one) => one === 'taken')).toHaveLength(30)
  expect(outcomes.slice(-2)).toEqual(['ignored', 'ignored'])
})

test('a bounce is shown at its answer, and starts no conversation', async () => {
  const door = await openAddress()
  const { conversationId } = (await door.write()).body
  await expect.poll(async () => (await door.log())[0]?.state).toBe('sent')
  const answer = await read(door.sent()[0] as TakenMail)
  const notice = [
    'From: MAILER-DAEMON@example.com',
    `To: ${door.address}`,
    'Subject: Undelivered mail',
    'Message-ID: <notice@example.com>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'It was not delivered.',
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${headerOf(answer, 'message-id')}`,
    'Subject: Re: Opening hours',
    '',
    'text',
    '--b--',
    '',
  ].join('\r\n')
  expect((await door.bring(notice)).body).toMatchObject({ outcome: 'ignored', why: 'bounce' })
  const states = await server.ask<AnswerStates>(
    'GET',
    `/v1/inbox/conversations/${conversationId}/answer-states`,
  )
  expect(states.body.items.at(-1)).toMatchObject({ state: 'failed', detail: 'Undelivered mail' })
})

test('email requires the secret, and a closed channel accepts none', async () => {
  const door = await openAddress()
  const other = await openAddress()
  const mail = mailOf({ to: door.address })
  const withSecret = (authorization: string) => door.bring(mail, { authorization })
  expect((await withSecret(`Bearer ${other.secret}`)).status).toBe(404)
  expect((await post(door.path, mail, { 'content-type': 'message/rfc822' })).status).toBe(401)
  const unknown = await post(`${door.path.slice(0, -12)}000000000000`, mail, {
    authorization: `Bearer ${door.secret}`,
  })
  expect(unknown.status).toBe(404)
  const basic = Buffer.from(`any:${door.secret}`).toString('base64')
  expect((await withSecret(`Basic ${basic}`)).body.outcome).toBe('taken')
  const changed = await server.ask<NewEmailChannel>('POST', `/v1/channels/${door.id}/email/secret`)
  expect((await door.bring(mail)).status).toBe(404)
  expect((await withSecret(`Bearer ${changed.body.secret}`)).body.outcome).toBe('known')
  await server.ask('PATCH', `/v1/channels/${door.id}`, { body: { isClosed: true } })
  expect((await withSecret(`Bearer ${changed.body.secret}`)).status).toBe(412)
})

test('email is accepted in the forms of mail services, with files', async () => {
  const door = await openAddress()
  const authorization = `Bearer ${door.secret}`
  const form = new FormData()
  const fields = {
    from: 'Vera <vera@example.com>',
    to: door.address,
    subject: 'A form',
    text: 'Is this a form?',
    headers: 'Message-ID: <form@example.com>\nSubject: A form\nFrom: Vera <vera@example.com>',
    envelope: JSON.stringify({ to: [door.address], from: 'vera@example.com' }),
  }
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.set('attachment1', new File(['A note.'], 'note.txt', { type: 'text/plain' }))
  const byForm = await post(door.path, form, { authorization })
  expect(byForm.body.outcome).toBe('taken')
  const [message] = await asked(byForm.body.conversationId)
  expect(message?.parts.map(({ type }) => type)).toEqual(['text', 'file'])
  expect(message?.author.name).toBe('Vera')

  const whole = new FormData()
  whole.set('email', mailOf({ to: door.address, id: '<whole@example.com>' }))
  expect((await post(door.path, whole, { authorization })).body.outcome).toBe('taken')

  const json = JSON.stringify({
    From: 'vera@example.com',
    To: door.address,
    Subject: 'As JSON',
    HtmlBody: '<p>Is <b>this</b> JSON?</p><script>alert(1)</script>',
    Headers: [{ Name: 'Message-ID', Value: '<json@example.com>' }],
    Attachments: [{ Name: 'a.txt', Content: 'SGVsbG8=', ContentType: 'text/plain' }],
  })
  const byJson = await post(door.path, json, { authorization, 'content-type': 'application/json' })
  expect(textIn((await asked(byJson.body.conversationId))[0] as Message)).toBe('As JSON\n\nIs this JSON?')
})

test('a sender is a contact of the channel, not another one with that address; blocked ones are ignored', async () => {
  const door = await openAddress()
  const known = await server.ask<{ id: string }>('POST', '/v1/contacts', {
    body: { name: 'Vera', email: 'known@example.com', externalId: 'shop-7' },
  })
  const { conversationId } = (await door.write({ from: 'known@example.com' })).body
  const { owner } = (
    await server.ask<{ owner: { id: string } }>('GET', `/v1/conversations/${conversationId}`)
  ).body
  expect(owner.id).not.toBe(known.body.id)
  const contact = await server.ask<{ email: string }>('GET', `/v1/contacts/${owner.id}`)
  expect(contact.body.email).toBe('known@example.com')
  expect((await server.ask('POST', `/v1/contacts/${owner.id}/block`)).status).toBe(200)
  expect((await door.write({ from: 'known@example.com' })).body).toMatchObject({
    outcome: 'ignored',
    why: 'blocked',
  })
})
