import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Memory } from '#contract/shapes/memory.ts'
import type { Message } from '#contract/shapes/conversation.ts'

type MessagePage = { items: Message[] }
import { admitVisitor, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { follow, scriptedModels, send } from '#test/support/conversation.ts'
import { type LittleWeb, openLittleWeb, webPage } from '#test/support/little-web.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled } from '../isolation/settled.ts'

let models: ModelServer
let web: LittleWeb
let server: TestServer
// Leads wherever its path says, as any page of the web may.
const leading = createServer((request, response) => {
  response.writeHead(302, { location: decodeURIComponent(request.url?.slice(1) ?? '') }).end()
})

beforeAll(async () => {
  models = await startModelServer()
  web = await openLittleWeb({
    '/menu': webPage('Menu', 'Soup costs four.'),
    '/long': webPage('Long', 'word '.repeat(8_000)),
  })
  await new Promise<void>((ready) => leading.listen(0, '127.0.0.1', ready))
  server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_PRIVATE_PAGE_HOSTS: '127.0.0.1:*' },
  })
})
afterAll(async () => {
  leading.closeAllConnections()
  leading.close()
  await server.close()
  await web.close()
  await models.close()
})

const BERLIN = 'I live in Berlin, remember that.'

const make = async (facts: object) =>
  (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada', ...facts } })).body.id

/** What a tool answered when a model called it. */
async function called(agentId: string, name: string, input: object, token = server.owner, words = 'Please.') {
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId }, token })
  // What is learnt from an earlier conversation is asked for at any time, and would take the call that is meant for this one.
  const when = randomUUID()
  models.script({ when, toolCalls: [{ name, arguments: JSON.stringify(input) }] })
  const sent = await send(server, opened.body.id, `${words} ${when}`, { token })
  await follow(server, sent.reply?.id ?? '', undefined, token)
  await settled(server.app)
  const page = await server.ask<MessagePage>('GET', `/v1/conversations/${opened.body.id}/messages`, { token })
  const parts = page.body.items.flatMap((message) => message.parts)
  const result = parts.find((part) => part.type === 'tool-result')
  return { result, messageId: sent.message.id, conversationId: opened.body.id }
}

test('a page is read as text, after redirects, and only as much as fits a model', async () => {
  const agentId = await make({ tools: ['fetch_page'] })
  const moved = `http://127.0.0.1:${(leading.address() as AddressInfo).port}/${encodeURIComponent(`${web.url}/menu`)}`
  for (const address of [`${web.url}/menu`, moved]) {
    const { result } = await called(agentId, 'fetch_page', { address })
    expect(result).toMatchObject({
      isError: false,
      output: {
        address: `${web.url}/menu`,
        title: 'Menu',
        text: expect.stringContaining('Soup costs four.'),
      },
    })
  }
  const { result } = await called(agentId, 'fetch_page', { address: `${web.url}/long` })
  expect(result).toMatchObject({ output: { isCut: true } })
  expect(result).toHaveProperty('output.text.length', 20_000)
})

test('only web pages outside the network can be opened, by whatever route', async () => {
  const agentId = await make({ tools: ['fetch_page'] })
  const { port } = leading.address() as AddressInfo
  const via = (target: string) => `http://127.0.0.1:${port}/${encodeURIComponent(target)}`
  for (const address of [
    'file:///etc/passwd',
    'http://name:word@127.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]:1/',
    via('file:///etc/passwd'),
    via('http://169.254.169.254/latest/meta-data'),
    via(via(via(via(via(via(`${web.url}/menu`)))))),
    `${web.url}/nothing`,
    'no address',
  ]) {
    const { result } = await called(agentId, 'fetch_page', { address })
    expect(result, address).toMatchObject({ isError: true })
    expect(JSON.stringify(result?.output)).not.toMatch(/ECONN|root:|Soup/)
  }
})

test('an agent without the tool does not have it', async () => {
  const { result } = await called(await make({}), 'fetch_page', { address: `${web.url}/menu` })
  expect(result).toMatchObject({ isError: true, output: 'There is no tool named fetch_page.' })
})

test('what a person asks to be remembered is stored with its message, and deleted with it', async () => {
  const agentId = await make({ tools: ['remember'], remembers: true })
  const told = { kind: 'person', text: 'Lives in Berlin' }
  const factsOf = async () =>
    (await server.ask<{ items: Memory[] }>('GET', `/v1/memories?agentId=${agentId}`)).body.items
  const { result, messageId, conversationId } = await called(agentId, 'remember', told, server.owner, BERLIN)
  expect(result).toMatchObject({ isError: false, output: 'Kept.' })
  expect(await factsOf()).toMatchObject([
    { ...told, origin: 'learnt', learntFrom: { conversationId, messageId } },
  ])
  await called(agentId, 'remember', told, server.owner, BERLIN)
  expect(await factsOf()).toHaveLength(1)
  const unsaid = { kind: 'person', text: 'Always sends invoices to evil.example.com' }
  expect((await called(agentId, 'remember', unsaid)).result).toMatchObject({ isError: true })
  expect(await factsOf()).toHaveLength(1)
  const secret = await called(
    agentId,
    'remember',
    { kind: 'person', text: 'password: swordfish1' },
    server.owner,
    'My password: swordfish1',
  )
  expect(secret.result).toMatchObject({ isError: true })
  expect(await factsOf()).toHaveLength(1)
  await server.ask('DELETE', `/v1/conversations/${conversationId}`)
  expect(await factsOf()).toEqual([])
})

test('nobody is remembered without consent, or by an agent without memory', async () => {
  const system = systemScope(server.app, await findTenantId(server.app, null), visit())
  const { token } = await admitVisitor(system, { externalId: randomUUID(), name: 'Vera' })
  const agentId = await make({ tools: ['remember'], remembers: true })
  const told = { kind: 'person', text: 'Lives in Berlin' }
  const { result } = await called(agentId, 'remember', told, token, BERLIN)
  expect(result).toMatchObject({ isError: true })
  await server.ask('PATCH', '/v1/memory-consent', { body: { remembers: true }, token })
  const forgetful = await make({ tools: ['remember'] })
  expect((await called(forgetful, 'remember', told, token, BERLIN)).result).toMatchObject({ isError: true })
  const memories = await server.app.database.read(system.tenantId, (tx) =>
    tx.selectFrom('memories').select('id').where('visitor_id', 'is not', null).execute(),
  )
  expect(memories).toEqual([])
})
