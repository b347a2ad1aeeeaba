import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseSync } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import packageFacts from '../../../package.json' with { type: 'json' }
import type { Agent } from '#contract/shapes/agent.ts'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { openChildStage } from '#test/support/child-stage.ts'
import { converse } from '#test/support/conversation.ts'
import { everythingProgram } from '#test/support/everything-server.ts'
import { awsEvent } from '#test/support/model-server/aws-event-stream.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const built = join(root, 'server/dist')
const { findServer } = await import(pathToFileURL(join(root, 'bin/find-server.js')).href)

beforeAll(() => void execFileSync(process.execPath, [join(root, 'scripts/build-server.ts')]), 120_000)

const listChunks = () => readdirSync(built).filter((name) => name.endsWith('.js'))

/** What a module imports, at once or later; not what it makes up a name for. */
function importsOf(code: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync('module.js', code).module
  const later = dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start, end))
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...later.filter((text) => /^["']/.test(text)).map((text) => text.slice(1, -1)),
  ]
}

test('it imports only packages that production installs', () => {
  const imported = new Set(listChunks().flatMap((name) => importsOf(readFileSync(join(built, name), 'utf8'))))
  const packages = [...imported].filter((name) => !name.startsWith('.') && !isBuiltin(name))
  const names = packages.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
  expect(names).toContain('fastify')
  expect(names.filter((name) => !(name in packageFacts.dependencies))).toEqual([])
})

test('every file that it looks for beside itself exists', () => {
  const chunks = listChunks()
  const beside = chunks.flatMap((name) =>
    [
      ...readFileSync(join(built, name), 'utf8').matchAll(/new URL\(["`](\.[^"`]*)["`], import\.meta\.url/g),
    ].map(([, path = '']) => path.replace(/\$\{.*/, '')),
  )
  expect(beside).toContain('./reader-thread.js')
  expect(beside).toContain('./../migrations/')
  for (const path of beside) expect(readdirSync(join(built, dirname(`${path}x`)))).toBeTruthy()
  for (const path of beside.filter((one) => one.endsWith('.js'))) expect(chunks).toContain(path.slice(2))
})

test('it starts, and reads documents in a child process', async () => {
  expect(findServer()).toEqual({ main: join(built, 'main.js'), isBuilt: true })
  await using stage = await openChildStage()
  const form = new FormData()
  const pdf = readFileSync(join(root, 'server/test/corpus/printed-handbook.pdf'))
  form.append('file', new Blob([pdf as BlobPart]), 'handbook.pdf')
  const headers = { authorization: `Bearer ${stage.owner}` }
  const uploaded = await fetch(`${stage.url}/v1/files`, { method: 'POST', headers, body: form })
  const { id: fileId } = (await uploaded.json()) as { id: string }
  const { body: knowledgeBase } = await stage.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Rules' },
  })
  const body = { name: 'Handbook', fileId }
  const added = await stage.ask<{ id: string }>('POST', `/v1/knowledge-bases/${knowledgeBase.id}/documents`, {
    body,
  })
  const { id } = added.body
  const text = async () => (await stage.ask<{ text: string }>('GET', `/v1/documents/${id}/text`)).body.text
  await expect.poll(text, { timeout: 30_000 }).toContain('年假')
  expect((await fetch(`${stage.url}/compat/lingxi/`)).status).toBe(200)
})

test('bundled packages reach models and tools', async () => {
  const models = await startModelServer()
  const place = mkdtempSync(join(tmpdir(), 'parley-built-'))
  const file = (name: string, entry: object[]) => {
    writeFileSync(join(place, name), JSON.stringify(entry))
    return join(place, name)
  }
  const program = { name: 'all', title: 'All', command: process.execPath, args: [everythingProgram, 'stdio'] }
  try {
    await using stage = await openChildStage({
      env: {
        PARLEY_MODELS_FILE: file('models.yaml', [
          { provider: 'mistral', model: 'm', baseUrl: models.openaiBaseUrl, apiKey: 'test' },
          { provider: 'google', model: 'm', baseUrl: models.url, apiKey: 'test' },
          { provider: 'bedrock', model: 'm', baseUrl: models.url },
        ]),
        PARLEY_TOOL_SERVERS: file('programs.yaml', [{ ...program, tenants: '*' }]),
        AWS_REGION: 'eu-north-1',
        AWS_ACCESS_KEY_ID: 'AKTEST',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    })
    const toolServer = { name: 'all', transport: 'program', program: 'all' }
    const added = await stage.ask<ToolServer>('POST', '/v1/tool-servers', { body: toolServer })
    await stage.ask('POST', `/v1/tool-servers/${added.body.id}/sync`)
    const answer = async (model: string, text: string) => {
      const agent = await stage.ask<Agent>('POST', '/v1/agents', {
        body: { name: 'Ada', model, tools: ['mcp:all:*'] },
      })
      const conversation = await stage.ask<{ id: string }>('POST', '/v1/conversations', {
        body: { agentId: agent.body.id },
      })
      return JSON.stringify((await converse(stage, conversation.body.id, text)).parts)
    }
    expect(await answer('mistral/m', '[[tool all__get-sum {"a":2,"b":40}]]')).toContain('42')

    const said = { role: 'model', parts: [{ text: 'Heard.' }] }
    const packet = `data: ${JSON.stringify({ candidates: [{ content: said, finishReason: 'STOP' }] })}\r\n\r\n`
    models.script({ raw: { status: 200, contentType: 'text/event-stream', packets: [packet] } })
    expect(await answer('google/m', '?')).toContain('Heard.')

    const packets = [
      awsEvent('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Heard.' } }),
      awsEvent('messageStop', { stopReason: 'end_turn' }),
    ]
    models.script({ raw: { status: 200, contentType: 'application/vnd.amazon.eventstream', packets } })
    expect(await answer('bedrock/m', '?')).toContain('Heard.')
  } finally {
    await models.close()
    rmSync(place, { recursive: true, force: true })
  }
})

test('newer sources are used instead, or the build where sources cannot run', async () => {
  const place = mkdtempSync(join(tmpdir(), 'parley-built-'))
  try {
    cpSync(join(root, 'bin/find-server.js'), join(place, 'bin/find-server.js'))
    const write = (path: string, at: number) => {
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), '')
      utimesSync(join(place, path), at, at)
    }
    const older = ['server/src/main.ts', 'server/src/app/some.ts', 'contract/src/some.ts', 'package.json']
    const others = ['package-lock.json', 'scripts/build-server.ts', 'node_modules/vite/package.json']
    for (const path of [...older, ...others]) write(path, 1_000)
    for (const folder of ['server/src', 'server/src/app', 'contract/src'])
      utimesSync(join(place, folder), 1_000, 1_000)
    const { findServer: findThere } = await import(pathToFileURL(join(place, 'bin/find-server.js')).href)
    const isBuilt = () => (findThere() as { isBuilt: boolean }).isBuilt

    expect(isBuilt()).toBe(false)
    write('server/dist/main.js', 2_000)
    expect(isBuilt()).toBe(false)
    write('server/dist/.inputs.sha256', 2_000)
    expect(isBuilt()).toBe(true)
    utimesSync(join(place, 'server/src/app/some.ts'), 3_000, 3_000)
    expect(isBuilt()).toBe(false)
    rmSync(join(place, 'server/src/app/some.ts'))
    utimesSync(join(place, 'server/src/app'), 3_000, 3_000)
    expect(isBuilt()).toBe(false)
    // As `npm prune --omit=dev` leaves it.
    rmSync(join(place, 'node_modules/vite'), { recursive: true })
    expect(isBuilt()).toBe(true)
    write('node_modules/vite/package.json', 1_000)
    expect(isBuilt()).toBe(false)
    rmSync(join(place, 'server/src'), { recursive: true })
    expect(isBuilt()).toBe(true)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
