import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openClient } from '#client/index.ts'
import { conversationResolved } from '#features/inbox/handoff/index.ts'
import { steeredClock } from '#test/support/clock.ts'
import { newCaller, newOperator, type Operator } from '#test/support/inbox-stage.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const clock = steeredClock()
let server: TestServer
let owner: ReturnType<typeof openClient>
let ana: Operator

const MINUTE = 60_000
const clientOf = (apiKey: string) => openClient({ baseUrl: server.url, credentials: { apiKey } })
const until = async (isSo: () => Promise<boolean>) =>
  void (await vi.waitUntil(isSo, { timeout: 45_000, interval: 50 }))

beforeAll(async () => {
  server = await openTestServer({ now: clock.now })
  owner = clientOf(server.owner)
  ana = await newOperator(server, until)
  await ana.comeIn()
})
afterAll(async () => {
  await ana.leave()
  await server.close()
})

/** A visitor whose conversation a person took and resolved. */
async function resolved() {
  const caller = await newCaller(server)
  const client = clientOf(caller.token)
  await caller.call()
  await ana.client.inbox.take(caller.id)
  await ana.client.inbox.change(caller.id, { state: 'resolved' })
  const isRequested = async () => (await client.conversations.read(caller.id)).csatRequested
  return { ...caller, client, isRequested }
}
/** Resolutions of which nobody has thought yet whether they are to be asked of. */
const unheard = () =>
  server.app.database.system((tx) =>
    tx
      .selectFrom('jobs')
      .select('id')
      .where('name', '=', conversationResolved.name)
      .where('state', 'in', ['waiting', 'running'])
      .execute(),
  )
const heard = (type: string, id: string) =>
  ana.heard.filter(
    (event) => event.type === type && (event.payload as { conversationId?: string }).conversationId === id,
  )

test('ratings are only requested once they are on, in the tenant’s wording or ours', async () => {
  const before = await resolved()
  await expect(before.client.csat.give(before.id, { score: 5 })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await owner.csat.settings()).toMatchObject({ isOn: false, changeMinutes: 1_440 })
  await owner.csat.change({ isOn: true, questions: { en: 'Happy?', 'zh-CN': '', 'zh-TW': '' } })
  const { id, client, isRequested } = await resolved()
  await expect.poll(isRequested).toBe(true)
  expect(await client.csat.read(id)).toMatchObject({
    isRequested: true,
    question: 'Happy?',
    csatRating: { score: null },
  })
  expect((await client.csat.read(id, { language: 'zh-TW' })).question).toBe('您對這次服務滿意嗎？')
  await expect.poll(() => heard('csat-rating.requested', id)).toHaveLength(1)
  expect(await before.isRequested()).toBe(false)
})

test('only its owner rates it, once per resolution, and can change that for a while', async () => {
  const { id, client, isRequested, call } = await resolved()
  await expect.poll(isRequested).toBe(true)
  await expect(ana.client.csat.give(id, { score: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  const stranger = await resolved()
  await expect(stranger.client.csat.give(id, { score: 1 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(client.csat.give(id, { score: 6 })).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await client.csat.give(id, { score: 4, comment: 'Quick.' })).toMatchObject({
    score: 4,
    memberId: ana.id,
  })
  expect(await isRequested()).toBe(false)
  await expect.poll(() => heard('csat-rating.given', id)).toHaveLength(1)
  clock.pass(1_439 * MINUTE)
  expect(await client.csat.give(id, { score: 5 })).toMatchObject({ score: 5, comment: 'Quick.' })
  clock.pass(2 * MINUTE)
  await expect(client.csat.give(id, { score: 1 })).rejects.toMatchObject({ code: 'conflict' })
  // Resolving what is resolved asks nobody again; resolving it after it came back does.
  await ana.client.inbox.change(id, { state: 'resolved' })
  await call()
  await ana.client.inbox.take(id)
  await ana.client.inbox.change(id, { state: 'resolved' })
  await expect.poll(isRequested).toBe(true)
  await client.csat.give(id, { score: 2 })
  expect((await ana.client.csat.list(id)).items.map(({ score }) => score)).toEqual([2, 5])
})

test('a continued conversation is not rated, and a later request is canceled if it continues', async () => {
  const one = await resolved()
  await expect.poll(one.isRequested).toBe(true)
  await one.say('One more thing')
  expect(await one.isRequested()).toBe(false)
  await owner.csat.change({ delayMinutes: 30 })
  const [late, other] = [await resolved(), await resolved()]
  await other.call()
  clock.pass(31 * MINUTE)
  await expect.poll(late.isRequested).toBe(true)
  expect(await other.isRequested()).toBe(false)
  expect((await other.client.csat.read(other.id)).csatRating).toBeNull()
  await owner.csat.change({ delayMinutes: 0 })
})

test('a conversation without a person is only rated if that is set', async () => {
  const alone = async () => {
    const caller = await newCaller(server)
    await caller.say('Hello')
    await ana.client.inbox.change(caller.id, { state: 'resolved' })
    return { id: caller.id, client: clientOf(caller.token) }
  }
  const before = await alone()
  await expect.poll(unheard).toEqual([])
  await owner.csat.change({ asksAfterAgents: true })
  const { id, client } = await alone()
  await expect.poll(async () => (await client.conversations.read(id)).csatRequested).toBe(true)
  expect(await client.csat.give(id, { score: 3 })).toMatchObject({ memberId: null })
  expect((await before.client.conversations.read(before.id)).csatRequested).toBe(false)
})

test('a visitor’s ratings are part of their export', async () => {
  const { id, client, isRequested } = await resolved()
  await expect.poll(isRequested).toBe(true)
  await client.csat.give(id, { score: 1, comment: 'Unfriendly.' })
  const contactId = (await owner.inbox.read(id)).person.id
  const { text } = await server.ask('GET', `/v1/contacts/${contactId}/export`)
  expect(text).toContain('Unfriendly.')
})
