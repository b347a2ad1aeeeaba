import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBackupFile, readBackupFacts } from '#platform/backup/read-backup-file.ts'
import { MARK, openContents, unsealed } from '#platform/crypto/contents.ts'
import { rendered, sealableJson, sealableText } from '#platform/database/sealable.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { openVault } from '#platform/crypto/vault.ts'
import { readMoment } from '#platform/database/backup/moment.ts'
import { makeBackup } from '#server/app/make-backup.ts'
import {
  converse,
  messagesOf,
  openConversation,
  scriptedModels,
  storedText,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { makeAgent, openHandbook } from '#test/support/handbook.ts'
import { parley } from '#test/support/parley-command.ts'
import { place } from '#test/support/import-command.ts'
import { startChildServer } from '#test/support/child-server.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'

const SECRET = 'The lighthouse keeper hides marzipan'
const LONG = { timeout: 120_000 }
const KEY = randomBytes(32).toString('base64')

let models: ModelServer
let server: TestServer
beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_ENCRYPTION: 'on', PARLEY_SECRET_KEY: KEY },
  })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

type Stage = Pick<TestServer, 'url' | 'owner' | 'ask'>

const searched = async ({ ask }: Stage, query: string) =>
  (await ask<{ items: unknown[] }>('GET', `/v1/conversation-search?query=${encodeURIComponent(query)}`)).body
    .items.length

/** Every row of every table, as it lies there. */
async function rowsOf(options: DatabaseOptions): Promise<string[]> {
  const lines: string[] = []
  await readMoment(options, async ({ parts }) => {
    let table = ''
    for await (const part of parts) {
      if (part.type === 'table') table = part.table
      if (part.type === 'rows') lines.push(...part.lines.map((line) => `${table}: ${line}`))
    }
  })
  return lines
}

test('content is encrypted in every table, and read and found as usual', async () => {
  const conversationId = await openConversation(server)
  models.script({ text: ['Marzipan is ', 'made of almonds. 灯塔里的杏仁糖。'] })
  await converse(server, conversationId, `${SECRET} in the 灯塔`)
  expect((await messagesOf(server, conversationId)).map(storedText)).toEqual([
    `${SECRET} in the 灯塔`,
    'Marzipan is made of almonds. 灯塔里的杏仁糖。',
  ])
  const found = (query: string) => searched(server, query)
  for (const query of ['marzipan', 'marz', 'lighthouses', '灯塔', '燈塔', 'keeper hides'])
    await expect.poll(() => found(query), { timeout: 20_000 }).toBe(1)
  expect(await found('nougat')).toBe(0)
  // What is kept for those who ask again, and what a person writes down besides, is theirs as well.
  const named = await server.ask('PATCH', `/v1/conversations/${conversationId}`, {
    body: { title: 'Marzipan for the lighthouse' },
    headers: { 'idempotency-key': 'marked' },
  })
  expect(named.status, named.text).toBe(200)
  const lying = await rowsOf(server.app.config.database)
  const tables = lying.filter((line) => line.includes(conversationId)).map((line) => line.split(':')[0])
  expect(tables).toEqual(expect.arrayContaining(['messages', 'conversations', 'search_entries']))
  for (const word of ['arzipan', 'ighthous', 'almond', '灯塔', '杏仁'])
    expect(lying.filter((line) => line.includes(word))).toEqual([])
})

test('files are encrypted, and a backup is encrypted as a whole and needs its key', async () => {
  const form = new FormData()
  form.append('file', new Blob([`${SECRET}, on paper`]), 'marzipan recipe.txt')
  const sent = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  const file = (await sent.json()) as { id: string }
  expect(sent.status).toBe(201)
  expect((await rowsOf(server.app.config.database)).filter((line) => line.includes('recipe'))).toEqual([])
  const download = await server.ask('GET', `/v1/files/${file.id}/content`)
  expect(download.text).toBe(`${SECRET}, on paper`)
  const { dataDirectory } = server.app.config
  const lying = readdirSync(join(dataDirectory, 'files'), { recursive: true, withFileTypes: true }).flatMap(
    (one) => (one.isFile() ? [readFileSync(join(one.parentPath, one.name))] : []),
  )
  expect(lying.length).toBeGreaterThan(0)
  expect(lying.filter((content) => content.includes('arzipan'))).toEqual([])

  const path = join(dataDirectory, 'all.backup')
  await readMoment(server.app.config.database, (moment) =>
    makeBackup(server.app.config, moment, { path, hasFiles: true, hasKey: false }),
  )
  await checkBackupFile(path)
  const content = readFileSync(path)
  // Nothing in it can be unpacked without its key.
  expect(() => gunzipSync(content.subarray(16))).toThrow()
  await expect(readBackupFacts(path)).rejects.toThrow(/encrypted: set PARLEY_SECRET_KEY/)
  const stranger = openVault(new Secret(randomBytes(32).toString('base64'))).content
  await expect(readBackupFacts(path, () => stranger)).rejects.toThrow(/encrypted with another key/)
  expect(await readBackupFacts(path, () => server.app.vault.content)).toMatchObject({ hasFiles: true })
})

test('the search behind an answer is encrypted too', async () => {
  const agent = await makeAgent(server, { knowledgeBaseIds: [await openHandbook(server)] })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.id },
  })
  const conversationId = opened.body.id
  models.script({ text: ['From nine.'] })
  await converse(server, conversationId, 'When does the shop of liquorice open?')
  const lying = (await rowsOf(server.app.config.database)).filter((line) => line.startsWith('replies: '))
  expect(lying.filter((line) => line.includes('query')).length).toBeGreaterThan(0)
  expect(lying.filter((line) => line.includes('liquorice'))).toEqual([])
})

test('sending back ciphertext from a disk never decrypts it, whether encryption is on or not', async () => {
  const { contents } = server.app
  const stolen = contents.seal(SECRET)
  expect(contents.open(stolen)).toBe(SECRET)
  const conversationId = await openConversation(server)
  models.script({ text: ['What is that?'] })
  await converse(server, conversationId, stolen)
  const named = await server.ask('PATCH', `/v1/conversations/${conversationId}`, { body: { title: stolen } })
  const agent = await server.ask('POST', '/v1/agents', {
    body: { name: stolen.slice(0, 80), instructions: stolen },
  })
  expect([named.status, agent.status], agent.text).toEqual([200, 201])
  const shown = [await messagesOf(server, conversationId), named.body, agent.body]
  expect(JSON.stringify(shown)).not.toContain('marzipan')
  const off = openContents(server.app.vault.content, { seals: false })
  const values = [sealableText(stolen), [stolen], stolen, sealableJson({ of: [stolen] })]
  expect(JSON.stringify(rendered(values, () => off))).not.toContain(MARK)
  // Whole rows are copied as they lie.
  expect(rendered(values, () => unsealed)[0]).toBe(stolen)
})

test('one command encrypts existing content, and decrypts it again', LONG, async () => {
  await using here = await place()
  const on = { ...here.env, PARLEY_SECRET_KEY: KEY, PARLEY_ENCRYPTION: 'on' }
  const off = { ...here.env, PARLEY_SECRET_KEY: KEY }
  const env = {
    ...scriptedModels(models),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
  }
  const dialogue = async (given: Record<string, string>, work: (stage: Stage) => Promise<void>) => {
    const child = await startChildServer({ ...given, ...env })
    try {
      const { body } = await askAt(child.url, () => '')<{ accessToken: string }>('POST', '/v1/auth/login', {
        token: null,
        body: OWNER,
      })
      await work({ url: child.url, owner: body.accessToken, ask: askAt(child.url, () => body.accessToken) })
    } finally {
      await child.kill('SIGTERM')
    }
  }
  let conversationId = ''
  await dialogue(off, async (stage) => {
    conversationId = await openConversation(stage)
    models.script({ text: ['Almonds, mostly.'] })
    await converse(stage, conversationId, SECRET)
    await expect.poll(() => searched(stage, 'marzipan')).toBe(1)
  })
  const rows = () => rowsOf(here.database.options)
  const plain = (await rows()).filter((line) => line.includes('arzipan'))
  expect(plain.length).toBeGreaterThan(2)
  const sealed = await parley(['keys', 'reseal-content'], on)
  expect([sealed.code, sealed.output]).toEqual([
    0,
    expect.stringMatching(/texts and 0 files are stored sealed/),
  ])
  expect((await rows()).filter((line) => line.includes('arzipan'))).toEqual([])
  const asEver = async (stage: Stage) => {
    expect((await messagesOf(stage, conversationId)).map(storedText)).toEqual([SECRET, 'Almonds, mostly.'])
    expect(await searched(stage, 'marzi')).toBe(1)
  }
  await dialogue(on, asEver)
  const opened = await parley(['keys', 'reseal-content'], off)
  expect(opened.code, opened.output).toBe(0)
  expect((await rows()).filter((line) => line.includes('arzipan'))).toHaveLength(plain.length)
  await dialogue(off, asEver)
})
