import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { everythingProgram, startEverythingServer } from '#test/support/everything-server.ts'
import { call, LISTEN, OPEN, ORIGIN } from './page-calls.ts'

const env = {
  ...OPEN,
  PARLEY_TITLES: 'first-words',
  PARLEY_INBOX_SUMMARIES: 'off',
  PARLEY_PRIVATE_HOSTS: '127.0.0.1:*',
}

let everything: Awaited<ReturnType<typeof startEverythingServer>>
beforeAll(async () => {
  everything = await startEverythingServer('streamableHttp')
})
afterAll(() => everything.stop())

interface Tool {
  id: number
  name: string
  serverId: string
  inputSchema: { type: string; properties: object }
}

async function stream(stage: Stage, messages: object[], more: object = {}) {
  const response = await fetch(`${stage.url('mini-chatbox')}/api/chat/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify({ messages, ...more }),
  })
  return response.text()
}

test('a server is added by its address, its tools are called manually, and it is removed', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  expect(await call(stage, 'GET /mcp/servers')).toEqual([])
  expect(await call(stage, 'GET /mcp/tools')).toEqual([])
  for (const config of [
    { command: 'npx', args: ['-y', 'some-server'], type: 'stdio', name: 'x', enabled: true },
    { command: '/bin/sh' },
  ])
    await expect(call(stage, 'POST /mcp/servers', { serverId: 'evil', config })).rejects.toThrow(
      '400 Programs are started by the operator alone',
    )
  await expect(call(stage, 'POST /mcp/servers', { name: 'x', url: 'ftp://a' })).rejects.toThrow('400 url')
  await expect(
    call(stage, 'POST /mcp/servers/', { name: 'inside', url: 'http://192.168.0.1/mcp' }),
  ).rejects.toThrow('400')

  const added = await call(stage, 'POST /mcp/servers/', {
    name: 'My Everything',
    url: everything.url,
    api_key: 'a-secret-of-mine',
    metadata: { note: 'ours' },
  })
  expect(added).toMatchObject({ success: true, name: 'My Everything', connected: true, is_active: true })
  const [server] = await call<{ id: number; tool_count: number }[]>(stage, 'GET /mcp/servers')
  expect(server).toMatchObject({ name: 'My Everything', metadata: { note: 'ours' }, url: everything.url })
  expect(JSON.stringify(server)).not.toContain('a-secret-of-mine')
  const again = { serverId: 'My Everything', config: { command: everything.url, type: 'stdio' } }
  for (const posted of [again, { name: 'My Everything', url: everything.url, api_key: 'another-secret' }])
    expect(await call(stage, 'POST /mcp/servers', posted)).toMatchObject({ id: server?.id, connected: true })
  expect(await call(stage, 'GET /mcp/servers')).toHaveLength(1)
  const elsewhere = { name: 'My Everything', url: 'http://127.0.0.1:9/mcp' }
  await expect(call(stage, 'POST /mcp/servers', elsewhere)).rejects.toThrow('exists already')
  const tools = await call<Tool[]>(stage, 'GET /mcp/tools')
  const echo = tools.find(({ name }) => name === 'echo')
  expect(echo).toMatchObject({ serverId: 'My Everything', inputSchema: { type: 'object' } })
  expect(await call(stage, 'GET /mcp/servers/My%20Everything/tools')).toHaveLength(tools.length)
  const resources = await call<{ uri: string }[]>(stage, 'GET /mcp/servers/My%20Everything/resources')
  expect(resources[0]).toMatchObject({ uri: expect.stringMatching(/^\w+:/), name: expect.any(String) })
  const prompts = await call<object[]>(stage, 'GET /mcp/servers/My%20Everything/prompts/')
  expect(prompts).toContainEqual(
    expect.objectContaining({
      arguments: expect.arrayContaining([expect.objectContaining({ required: true })]),
    }),
  )
  expect(await call(stage, 'GET /mcp/servers')).toMatchObject([{ resources, prompts }])
  const synced = await call(stage, `POST /mcp/servers/${server?.id}/sync_tools/`)
  expect(synced).toMatchObject({ server_name: 'My Everything', synced_count: tools.length })

  const sent = { parameters: { message: 'by hand' } }
  const byName = call(stage, 'POST /mcp/tools/My%20Everything/echo', sent)
  expect(JSON.stringify(await byName)).toContain('by hand')
  expect(await call(stage, `POST /mcp/tools/${echo?.id}/execute/`, sent)).toMatchObject({
    tool_id: echo?.id,
    tool_name: 'echo',
    server_name: 'My Everything',
    status: 'success',
    parameters: { message: 'by hand' },
  })
  await expect(call(stage, 'POST /mcp/tools/My%20Everything/nothing', sent)).rejects.toThrow('404')

  const ann = await stage.tokenOf('ann')
  await expect(call(stage, 'DELETE /mcp/servers/My%20Everything', undefined, ann)).rejects.toThrow('403')
  await stage.restart()
  expect(await call<Tool[]>(stage, 'GET /mcp/tools')).toMatchObject(tools.map(({ id }) => ({ id })))
  expect(await call(stage, 'DELETE /mcp/servers/My%20Everything')).toMatchObject({ success: true })
  expect(await call(stage, 'GET /mcp/servers/')).toEqual([])
})

test('a command is run only as the program that the operator listed under its name', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-programs-')), 'programs.yaml')
  writeFileSync(
    file,
    `- { name: listed, title: Listed, command: ${process.execPath}, args: [${everythingProgram}, stdio], tenants: '*' }\n`,
  )
  await using stage = await openStage({ listen: LISTEN, env: { ...env, PARLEY_TOOL_SERVERS: file } })
  const config = { command: 'npx', args: ['-y', 'a-program-of-the-page'], type: 'stdio', enabled: true }
  const added = await call(stage, 'POST /mcp/servers', { serverId: 'listed', config })
  expect(added).toMatchObject({ name: 'listed', connected: true, url: 'stdio://listed', success: true })
  expect(await call(stage, 'POST /mcp/servers', { serverId: 'listed', config })).toMatchObject({
    id: added.id,
  })
  const sent = { parameters: { message: 'from the program' } }
  expect(JSON.stringify(await call(stage, 'POST /mcp/tools/listed/echo', sent))).toContain('from the program')
  await expect(call(stage, 'POST /mcp/servers', { serverId: 'other', config })).rejects.toThrow(
    '400 Programs',
  )
})

const question = [{ role: 'user', content: 'Add two and three' }]
/** What the model does first: a call that wants consent, by the tenant's rule. */
const calls = { toolCalls: [{ name: 'shop__get-sum', arguments: '{"a":2,"b":3}' }] }

async function openShop(stage: Stage, rule: object) {
  await call(stage, 'POST /mcp/servers', { name: 'shop', url: everything.url })
  const token = await stage.tokenOf('owner')
  const set = await fetch(`${stage.url('native')}/v1/tool-policy`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ rules: [{ pattern: 'mcp:shop:get-sum', verdict: 'ask', ...rule }] }),
  })
  expect(set.status).toBe(200)
}

test.each(['approve', 'cancel'])('a card asks for consent, and the person answers %s', async (decision) => {
  await using stage = await openStage({ listen: LISTEN, env })
  await openShop(stage, { personMayDecide: true })
  stage.script([calls])
  const asked = await stream(stage, question)
  expect(asked).toMatch(
    /^\[MCP_PERMISSION_REQUEST\]\nTOOL: shop__get-sum\nDESCRIPTION: .+\nPURPOSE: \{"a":2,"b":3\}\n\[\/MCP_PERMISSION_REQUEST\]$/,
  )
  await stage.restart()
  stage.script([{ text: ['That was that.'] }])
  const messages = [...question, { role: 'assistant', content: asked }, { role: 'user', content: decision }]
  expect(await stream(stage, messages)).toBe('That was that.')
  const told = JSON.stringify(stage.models.requests.at(-1)?.body)
  expect(told).toContain(decision === 'approve' ? 'The sum of 2 and 3 is 5' : 'The person declined')
})

test('with auto-approval nobody is asked, and where the rules let no visitor decide, no tool runs', async () => {
  await using stage = await openStage({ listen: LISTEN, env })
  await openShop(stage, { personMayDecide: true })
  stage.script([calls, { text: ['Five.'] }])
  expect(await stream(stage, question, { mcpAutoApprove: true })).toBe('Five.')
  expect(JSON.stringify(stage.models.requests.at(-1)?.body)).toContain('The sum of 2 and 3 is 5')

  await openShopRules(stage)
  const other = [{ role: 'user', content: 'Add them again' }]
  stage.script([calls])
  const asked = await stream(stage, other)
  const messages = [...other, { role: 'assistant', content: asked }, { role: 'user', content: 'approve' }]
  expect(await stream(stage, messages)).toBe('[ERROR]: This is for somebody else to decide.\n')
  await expect(call(stage, 'POST /mcp/tools/shop/get-sum', { parameters: { a: 1, b: 1 } })).rejects.toThrow(
    '403 This is for somebody else',
  )
})

/** The same call, for operators alone to decide. */
async function openShopRules(stage: Stage) {
  const token = await stage.tokenOf('owner')
  await fetch(`${stage.url('native')}/v1/tool-policy`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ rules: [{ pattern: 'mcp:shop:get-sum', verdict: 'ask' }] }),
  })
}
