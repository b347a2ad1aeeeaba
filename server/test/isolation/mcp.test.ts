import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { createApiKey } from '#features/access/index.ts'
import { offered } from '#dialects/mcp/offered.ts'
import { signedInForLong } from '#test/support/open-test-app.ts'
import { impatientProviders } from '#test/support/impatient-providers.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { fill, type Slot, slotsOf } from './template.ts'
import { templatesOf } from './templates.ts'
import { makeWorld, withoutPermission, type World } from './world.ts'

let server: TestServer
let world: World
let key: string

beforeAll(async () => {
  server = await openTestServer({ ports: { providers: impatientProviders }, settings: signedInForLong })
  world = await makeWorld(server.app)
  const { scope } = await world.b.owner.enter()
  key = (await createApiKey(scope, { name: 'All of it', scopes: ['*'] })).secret
})

afterAll(() => server.close())

interface Result {
  isError?: boolean
  structuredContent: { code?: string }
  content: unknown
}

const ask = async (method: string, params: object, token: string | null) => {
  const answer = await server.ask('POST', '/mcp', {
    token,
    body: { jsonrpc: '2.0', id: 1, method, params },
    headers: { accept: 'application/json, text/event-stream' },
  })
  const data = /^data: (.*)$/m.exec(answer.text)?.[1] ?? answer.text
  return { status: answer.status, message: JSON.parse(data) as { result: Result; error?: object } }
}

const call = async (name: string, input: unknown, token: string) =>
  (await ask('tools/call', { name, arguments: input }, token)).message.result

const tools = [...offered].map(([name, tool]) => [name, tool] as const)
const withIds = tools.filter(([, { useCase }]) =>
  templatesOf(useCase).some((template) => slotsOf(template).length > 0),
)

describe('over MCP another tenant’s IDs are unknown IDs', () => {
  test.each(withIds)('%s', async (name, { useCase }) => {
    const { a, b } = world
    for (const template of templatesOf(useCase)) {
      const slots = slotsOf(template)
      const [own, foreign] = [await b.owner.things.ids(slots), await a.owner.things.ids(slots)]
      for (const slot of slots) {
        const withId = (id: string) =>
          fill(template, (other: Slot) => (other === slot ? id : (own.get(other) ?? '')))
        const result = await call(name, withId(foreign.get(slot) ?? ''), key)
        expect(result).toMatchObject({ isError: true, structuredContent: { code: 'not_found' } })
        expect(result).toEqual(await call(name, withId(uuidv7()), key))
      }
    }
  })

  test('those of documents as resources too', async () => {
    const [own, foreign] = [
      await world.b.owner.things.id('document'),
      await world.a.owner.things.id('document'),
    ]
    const read = (id: string) => ask('resources/read', { uri: `parley://documents/${id}` }, key)
    expect((await read(own)).message.error).toBeUndefined()
    expect((await read(foreign)).message.error).toEqual((await read(uuidv7())).message.error)
    const { message } = await ask('resources/list', {}, key)
    expect(JSON.stringify(message)).not.toContain(foreign)
    expect(JSON.stringify(message)).not.toContain(world.a.canary)
  })
})

describe('over MCP a key without the scope is refused, and does not see the tool', () => {
  test.each(tools)('%s', async (name, { useCase }) => {
    const { token } = await withoutPermission(server.app, world.b, useCase.permission)
    const [template] = templatesOf(useCase)
    const own = await world.b.owner.things.ids(slotsOf(template))
    const result = await call(
      name,
      fill(template, (slot) => own.get(slot) ?? ''),
      token,
    )
    expect(result).toMatchObject({ isError: true, structuredContent: { code: 'forbidden' } })
    const listed = (await ask('tools/list', {}, token)).message.result as unknown as {
      tools: { name: string }[]
    }
    expect(listed.tools.map((tool) => tool.name)).not.toContain(name)
  })
})

test('over MCP nothing is revealed without a key', async () => {
  for (const method of ['initialize', 'tools/list', 'tools/call', 'resources/list', 'ping'])
    expect((await ask(method, {}, null)).status).toBe(401)
})
