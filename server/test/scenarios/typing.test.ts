import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import type { Typing } from '#contract/shapes/typing.ts'
import { typingTopic } from '../../src/features/conversations/typing/typing-board.ts'
import { findTenantId } from '#features/access/index.ts'
import { makeTenant, makeMember } from '#features/access/testing.ts'
import { steeredClock } from '#test/support/clock.ts'
import { type Operator, newCaller, newOperator } from '#test/support/inbox-stage.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'

type Live = 'event-stream' | 'socket'

const clock = steeredClock()
let server: TestServer
let ana: Operator
let ben: Operator
let tenantId: string
let foreign: string
let anaIs: string
let colleague: SignedIn
type Caller = Awaited<ReturnType<typeof newCaller>>
const callers: Caller[] = []
const leaving = new AbortController()

beforeAll(async () => {
  server = await openTestServer({ now: clock.now })
  const until = (isSo: () => Promise<boolean>) => expect.poll(isSo).toBe(true)
  ana = await newOperator(server, until)
  ben = await newOperator(server, until)
  tenantId = await findTenantId(server.app, null)
  colleague = await server.member('operator')
  anaIs = (await ana.client.auth.me()).actor.name
  for (let at = 0; at < 10; at += 1) callers.push(await newCaller(server))
  const stranger = await makeTenant(server.app)
  foreign = (await makeMember(server.app, stranger.system, 'operator')).accessToken
})
afterAll(async () => {
  leaving.abort()
  await server?.close()
})

/** Somebody who has not been here yet. */
const anybody = (): Caller => {
  const one = callers.pop()
  if (!one) throw new Error('Nobody is left.')
  return one
}
const clientOf = (apiKey: string, live: Live = 'event-stream') =>
  openClient({ baseUrl: server.url, credentials: { apiKey }, live })

/** Follows what somebody hears of who writes, as short words. */
async function listen(client: ReturnType<typeof clientOf>, of?: Caller): Promise<string[]> {
  const heard: string[] = []
  const ready = Promise.withResolvers<void>()
  void (async () => {
    for await (const part of client.followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready') ready.resolve()
      if (part.type === 'typing' && (!of || part.typing.conversationId === of.id))
        heard.push(said(part.typing))
    }
  })().catch(ready.reject)
  await ready.promise
  return heard
}
const said = ({ author, isTyping, isPrivate }: Typing) =>
  `${author.name} ${isPrivate ? 'note' : 'answer'} ${isTyping ? 'begun' : 'over'}`
const tell = async (
  client: ReturnType<typeof clientOf>,
  conversationId: string,
  given: { isTyping?: boolean; isPrivate?: boolean } = {},
) => {
  clock.pass(1_500)
  await client.conversations.typing(conversationId, given)
}

test.each(['event-stream', 'socket'] as const)(
  'typing is shown to the other side and to colleagues over %s, and to nobody else',
  async (live) => {
    const [vera, other] = [anybody(), anybody()]
    const [asVera, asAna, asOther, asForeign] = await Promise.all([
      listen(clientOf(vera.token, live), vera),
      listen(clientOf(colleague.accessToken, live), vera),
      listen(clientOf(other.token, live)),
      listen(clientOf(foreign, live)),
    ])
    const me = clientOf(colleague.accessToken, live)
    await tell(me, vera.id)
    await expect.poll(() => asVera).toEqual([`${colleague.member.name} answer begun`])
    await tell(clientOf(vera.token), vera.id)
    await tell(ana.client, vera.id)
    await expect.poll(() => asAna).toEqual(['Vera answer begun', `${anaIs} answer begun`])
    await tell(me, vera.id, { isTyping: false })
    await tell(ana.client, vera.id, { isTyping: false })
    await tell(clientOf(vera.token), vera.id, { isTyping: false })
    await expect.poll(() => asVera).toContain(`${anaIs} answer over`)
    await expect.poll(() => asAna).toHaveLength(4)
    const asAll = await listen(clientOf(colleague.accessToken, live), other)
    // One's own is not told to oneself, and what is another's not at all.
    await tell(clientOf(other.token), other.id)
    await expect.poll(() => asAll).toHaveLength(1)
    expect([asOther, asForeign]).toEqual([[], []])
    expect(asVera.join()).not.toContain('Vera')
  },
)

test('a frame of the socket works too, and is answered', async () => {
  const vera = anybody()
  const asVera = await dial(server, vera.token)
  asVera.send({ type: 'events.follow', ref: '1' })
  await asVera.frame('events.ready')
  const asAna = await dial(server, colleague.accessToken)
  clock.pass(1_500)
  asAna.send({ type: 'typing.tell', ref: '2', conversationId: vera.id, isTyping: true, isPrivate: false })
  expect(await asAna.frame('done')).toMatchObject({ ref: '2' })
  const { typing } = await asVera.frame('typing')
  expect(Object.keys(typing).sort()).toEqual(['author', 'conversationId', 'isPrivate', 'isTyping'])
  asVera.close()
  asAna.close()
})

test('typing a note is only shown to operators, and the person sees that the answer stopped', async () => {
  const vera = anybody()
  const [asVera, asBen] = await Promise.all([listen(clientOf(vera.token), vera), listen(ben.client, vera)])
  await tell(ana.client, vera.id)
  await tell(ana.client, vera.id, { isPrivate: true })
  await expect.poll(() => asBen.at(-1)).toBe(`${anaIs} note begun`)
  await expect.poll(() => asVera.slice(-2)).toEqual([`${anaIs} answer begun`, `${anaIs} answer over`])
  await tell(ana.client, vera.id, { isTyping: false, isPrivate: true })
  await expect.poll(() => asBen.at(-1)).toBe(`${anaIs} note over`)
  await tell(ben.client, vera.id)
  await expect.poll(() => asVera.at(-1)).toContain('answer begun')
  expect(asVera.join()).not.toContain('note')
  await tell(ben.client, vera.id, { isTyping: false })
})

test('it ends with the message, without an explicit stop', async () => {
  const vera = anybody()
  const asBen = await listen(ben.client, vera)
  await tell(clientOf(vera.token), vera.id)
  await expect.poll(() => asBen).toEqual(['Vera answer begun'])
  await vera.say('Here I am')
  await expect.poll(() => asBen).toEqual(['Vera answer begun', 'Vera answer over'])
})

test('frequent repeats are sent once, and later listeners get the state', async () => {
  const vera = anybody()
  let published = 0
  const leave = server.app.live.subscribe(typingTopic(tenantId), () => (published += 1))
  const asBen = await listen(ben.client, vera)
  clock.pass(1_500)
  const asVera = clientOf(vera.token)
  await asVera.conversations.typing(vera.id)
  for (let times = 0; times < 20; times += 1) await asVera.conversations.typing(vera.id)
  for (let times = 0; times < 20; times += 1)
    await asVera.conversations.typing(vera.id, { isTyping: times % 2 === 0 })
  expect(published).toBeLessThan(8)
  await tell(asVera, vera.id)
  await tell(asVera, vera.id)
  await expect.poll(() => asBen.at(-1)).toBe('Vera answer begun')
  expect(await expectHeard(ana.client, vera)).toBe('Vera answer begun')
  await tell(asVera, vera.id, { isTyping: false })
  leave()
})
const expectHeard = async (client: ReturnType<typeof clientOf>, of: Caller) => {
  const heard = await listen(client, of)
  await expect.poll(() => heard.length).toBe(1)
  return heard[0]
}

test('nobody shows typing where they may not write', async () => {
  const [vera, other] = [anybody(), anybody()]
  const ask = (token: string, body: object, id = vera.id) =>
    server.ask('POST', `/v1/conversations/${id}/typing`, { token, body })
  expect((await ask(other.token, {})).status).toBe(404)
  expect((await ask(vera.token, { isPrivate: true })).status).toBe(403)
  expect((await ask(vera.token, { isTyping: 'yes' })).status).toBe(400)
  expect((await ask(vera.token, {})).status).toBe(204)
  const { items } = await ana.client.contacts.list({ limit: 100 })
  const { owner } = await ana.client.conversations.read(vera.id)
  const contact = items.find(({ id }) => id === owner.id)
  await ana.client.contacts.block(contact?.id ?? '')
  clock.pass(1_500)
  expect((await ask(vera.token, {})).status).toBe(403)
})
