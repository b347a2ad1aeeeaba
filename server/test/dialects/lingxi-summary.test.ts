import { expect, test } from 'vitest'
import { scriptedModels } from '#test/support/conversation.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { settled } from '../isolation/settled.ts'

test('every ten messages repeat the start until a summary exists, which the next answer shows once', async () => {
  const models = await startModelServer({ reply: { text: ['They talk about ', 'a parcel.'] } })
  await using server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_SUMMARY_EVERY: '10' },
  })
  let session: unknown = null
  const say = async () => {
    const body = { message: 'And my parcel?', ...(session !== null ? { session_id: session } : {}) }
    const answer = await server.ask('POST', '/compat/lingxi/api/chat/', { body })
    expect(answer.status, answer.text).toBe(200)
    session = answer.body.session_id
    return answer.body
  }
  const told: unknown[] = []
  for (let turn = 1; turn <= 12; turn += 1) {
    const { summary_updated, summary } = await say()
    if (summary_updated) told.push([turn, summary])
    await settled(server.app)
  }
  expect(told).toEqual([
    [5, 'And my parcel?'],
    [10, 'And my parcel?'],
    [11, 'They talk about a parcel.'],
  ])
  expect((await server.ask('GET', `/compat/lingxi/api/sessions/${session}/summary`)).body).toMatchObject({
    summary: 'They talk about a parcel.',
    message_count: 24,
  })
  await models.close()
})

test('without a model every ten messages repeat the start', async () => {
  await using server = await openTestServer()
  const opening = 'I should like to know where my parcel is that I sent to Tainan on Monday'
  const told: unknown[] = []
  let session: unknown = null
  for (let turn = 1; turn <= 10; turn += 1) {
    const body = { message: turn === 1 ? opening : 'Well?', ...(session !== null && { session_id: session }) }
    const answer = await server.ask('POST', '/compat/lingxi/api/chat/', { body })
    session = answer.body.session_id
    if (answer.body.summary_updated) told.push([turn, answer.body.summary])
  }
  const cut = `${opening.slice(0, 50)}...`
  expect(told).toEqual([
    [5, cut],
    [10, cut],
  ])
  expect((await server.ask('GET', `/compat/lingxi/api/sessions/${session}/`)).body).toMatchObject({
    summary: cut,
    message_count: 20,
  })
})
