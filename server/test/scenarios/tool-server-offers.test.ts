import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  FilledServerPrompt,
  ServerPrompt,
  ServerResource,
  ServerResourceText,
} from '#contract/shapes/server-offer.ts'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { startEverythingServer } from '#test/support/everything-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startWordyServer, type WordyServer } from '#test/support/wordy-server.ts'

let server: TestServer
let everything: Awaited<ReturnType<typeof startEverythingServer>>
let wordy: WordyServer
let shared = ''
let theirs = ''

beforeAll(async () => {
  ;[everything, wordy] = await Promise.all([startEverythingServer('streamableHttp'), startWordyServer()])
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  shared = await add('shared', { url: everything.url })
  theirs = await add('theirs', { url: everything.url, auth: 'headers', isPersonal: true })
})
afterAll(async () => {
  await server.close()
  await Promise.all([everything.stop(), wordy.close()])
})

async function add(name: string, facts: object): Promise<string> {
  const made = await server.ask<ToolServer>('POST', '/v1/tool-servers', { body: { name, ...facts } })
  expect(made.status, made.text).toBe(201)
  return made.body.id
}
const resources = (id: string, token = server.owner) =>
  server.ask<{ items: ServerResource[] }>('GET', `/v1/tool-servers/${id}/resources`, { token })
const read = (id: string, uri: string) =>
  server.ask<ServerResourceText>('POST', `/v1/tool-servers/${id}/read-resource`, { body: { uri } })
const prompts = (id: string, token = server.owner) =>
  server.ask<{ items: ServerPrompt[] }>('GET', `/v1/tool-servers/${id}/prompts`, { token })
const fill = (id: string, name: string, values: Record<string, string> = {}) =>
  server.ask<FilledServerPrompt>('POST', `/v1/tool-servers/${id}/fill-prompt`, { body: { name, values } })

test('the resources of a third-party server are listed and read', async () => {
  const { items } = (await resources(shared)).body
  const page = items.find(({ name }) => name === 'features.md')
  expect(page).toMatchObject({ mediaType: 'text/markdown' })
  const { body } = await read(shared, page?.uri ?? '')
  expect(body).toMatchObject({ origin: 'mcp:shared', contents: [{ mediaType: 'text/markdown' }] })
  expect(body.contents[0]?.text).toContain('#')
  const picture = await read(shared, 'demo://resource/dynamic/blob/1')
  expect(picture.body.contents).toMatchObject([{ text: null }])
})

test('its prompts are listed, and filled in with arguments', async () => {
  const { items } = (await prompts(shared)).body
  expect(items.find(({ name }) => name === 'args-prompt')?.arguments).toMatchObject([
    { name: 'city', isRequired: true },
    { name: 'state', isRequired: false },
  ])
  const { body } = await fill(shared, 'args-prompt', { city: 'Kiel' })
  expect(body).toEqual({
    origin: 'mcp:shared',
    messages: [{ role: 'user', text: "What's weather in Kiel?" }],
  })
})

test('its errors become refusals in our words', async () => {
  for (const answer of [await read(shared, 'demo://nowhere'), await fill(shared, 'args-prompt')]) {
    expect(answer).toMatchObject({ status: 502, body: { code: 'upstream_failed', reason: 'refused' } })
    expect(answer.text).not.toContain('nowhere')
  }
})

test('shared credentials read for staff only, and personal ones for their member', async () => {
  const { accessToken: token } = await server.member('end_user')
  expect((await resources(shared, token)).status).toBe(403)
  expect((await prompts(shared, token)).status).toBe(403)
  expect((await resources(shared, (await server.member('operator')).accessToken)).status).toBe(200)
  expect((await resources(theirs, token)).body).toMatchObject({ reason: 'sign-in' })
  await server.ask('POST', `/v1/tool-servers/${theirs}/headers`, {
    token,
    body: { headers: { 'x-key': 'mine' } },
  })
  expect((await resources(theirs, token)).status).toBe(200)
  expect((await prompts(theirs)).body).toMatchObject({ reason: 'sign-in' })
})

test('a suspended server is not called', async () => {
  const id = await add('asleep', { url: wordy.url })
  await server.ask('PATCH', `/v1/tool-servers/${id}`, { body: { isSuspended: true } })
  expect((await resources(id)).body).toMatchObject({ code: 'precondition_failed' })
  expect((await fill(id, 'long')).body).toMatchObject({ code: 'precondition_failed' })
})

test('lists and texts are limited, and unstorable characters are repaired', async () => {
  const id = await add('wordy', { url: wordy.url })
  const listed = (await resources(id)).body.items
  expect(listed).toHaveLength(500)
  expect(listed[0]).toMatchObject({ name: 'odd�', description: 'd'.repeat(1_000) })
  expect(listed.some(({ uri }) => uri.length > 2_000)).toBe(false)
  expect((await prompts(id)).body.items.map(({ name }) => name)).toEqual(['long', 'halves'])
  expect(await read(id, 'wordy://long')).toMatchObject({ status: 413, body: { reason: 'too-large' } })
  expect(await fill(id, 'long')).toMatchObject({ status: 413, body: { reason: 'too-large' } })
  expect((await fill(id, 'halves')).body.messages).toEqual([{ role: 'assistant', text: 'half � of it' }])
})
