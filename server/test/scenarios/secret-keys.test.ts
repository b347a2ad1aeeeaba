import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewWebhook } from '#contract/shapes/webhook.ts'
import { readConfig } from '#server/config.ts'
import { sealedColumns } from '#server/app/features.ts'
import { findTenantId } from '#features/access/index.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { openVault } from '#platform/crypto/vault.ts'
import { reseal } from '#platform/database/reseal.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

const FORMER = 'former-Jw7kQ2vT9xLr4ZmN8sBd5HcYpE'
const NEWER = 'newer-Xp3fGu6RtWq1Ve8KoMj5Ln0aDs'
const KEY = 'sk-of-a-provider-0123'

let server: TestServer
let tenantId: string

beforeAll(async () => {
  server = await openTestServer({ env: { PARLEY_SECRET_KEY: FORMER, PARLEY_PRIVATE_HOSTS: '*' } })
  tenantId = await findTenantId(server.app, null)
  const make = async (path: string, body: object) => {
    const made = await server.ask<{ id: string }>('POST', path, { body })
    expect(made.status, made.text).toBe(201)
    return made.body
  }
  const url = 'http://127.0.0.1:9/'
  await make('/v1/connections', {
    name: 'mine',
    provider: 'openai',
    baseUrl: url,
    key: KEY,
    models: [{ name: 'any' }],
  })
  const hook = (await make('/v1/webhooks', {
    name: 'hook',
    url,
    eventTypes: ['message.created'],
  })) as unknown as NewWebhook
  await server.ask('POST', `/v1/webhooks/${hook.webhook.id}/rotate-secret`)
  const agent = await make('/v1/agents', { name: 'Ada' })
  const widget = await make('/v1/widgets', { name: 'Shop', agentId: agent.id })
  await server.ask('POST', `/v1/widgets/${widget.id}/secret`)
  await server.ask('POST', `/v1/widgets/${widget.id}/secret`)
  const signed = {
    name: 'Help',
    address: 'help@shop.example',
    signing: 'hmac',
    signingKey: `${KEY} of mails`,
  }
  await make('/v1/channels/email', signed)
  await make('/v1/tool-servers', { name: 'tools', url, auth: 'headers', headers: { 'x-key': KEY } })
})
afterAll(() => server.close())

const resealed = async (vault: ReturnType<typeof openVault>) => {
  const done = await reseal(server.app.database, vault, tenantId, sealedColumns)
  return {
    changed: done.reduce((sum, { changed }) => sum + changed, 0),
    broken: done.reduce((sum, { broken }) => sum + broken, 0),
    from: done.filter(({ changed }) => changed > 0).map(({ table, column }) => `${table}.${column}`),
  }
}

test('every column with encrypted data is covered', async () => {
  const { rows } = await server.app.database.system((tx) =>
    sql<{ name: string }>`SELECT relname || '.' || attname AS name
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attname ~ '^sealed|^former_secret$'
      ORDER BY 1`.execute(tx),
  )
  expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    rows.map(({ name }) => name),
  )
})

test('everything is encrypted once with the new key, which alone decrypts it afterwards', async () => {
  const newer = openVault(new Secret(NEWER), () => [new Secret(FORMER)])
  const first = await resealed(newer)
  expect(first.from.sort()).toEqual([
    'email_channels.sealed_signing_key',
    'provider_connections.sealed_key',
    'tool_server_credentials.sealed',
    'webhooks.former_secret',
    'webhooks.sealed_secret',
    'widgets.former_secret',
    'widgets.sealed_secret',
  ])
  expect(first.broken).toBe(0)
  expect(await resealed(newer)).toMatchObject({ changed: 0, broken: 0 })

  const onlyFormer = openVault(new Secret('some third key that seals nothing yet'), () => [
    new Secret(FORMER),
  ])
  expect(await resealed(onlyFormer)).toMatchObject({ changed: 0, broken: first.changed })
  const back = openVault(new Secret(FORMER), () => [new Secret(NEWER)])
  expect(await resealed(back)).toMatchObject({ changed: first.changed, broken: 0 })
})

test('a running server uses an added key, and the command reports the number of secrets', async () => {
  await using fresh = await openTestServer()
  const made = await fresh.ask<{ id: string }>('POST', '/v1/connections', {
    body: { name: 'mine', provider: 'openai', key: KEY, models: [{ name: 'any' }] },
  })
  const { database, dataDirectory } = fresh.app.config
  const env = {
    PARLEY_DATA_DIR: dataDirectory,
    ...(database.kind === 'server' && { DATABASE_URL: database.url.reveal() }),
  }
  const rotated = await parley(['keys', 'rotate'], env)
  expect(rotated).toMatchObject({ code: 0, output: expect.stringContaining('1 secret was re-encrypted.') })
  const { rows } = await fresh.app.database.read(await findTenantId(fresh.app, null), (tx) =>
    sql<{ id: string; sealed: string; tenant: string }>`
      SELECT id, sealed_key AS sealed, tenant_id AS tenant FROM provider_connections`.execute(tx),
  )
  for (const { id, sealed, tenant } of rows) {
    expect([id, fresh.app.vault.isNewest(sealed)]).toEqual([made.body.id, false])
    const opened = fresh.app.vault.open(sealed, `provider_connections/${tenant}/${id}`)
    expect(opened.reveal()).toBe(KEY)
  }
  expect(await parley(['keys', 'reseal'], env)).toMatchObject({
    code: 0,
    output: expect.stringContaining('0 secrets were'),
  })
  const given = await parley(['keys', 'rotate'], { ...env, PARLEY_SECRET_KEY: FORMER })
  expect(given).toMatchObject({ code: 1, output: expect.stringContaining('PARLEY_SECRET_KEY_FORMER') })
})

test('secrets can be files, and those of examples are refused', () => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-secrets-'))
  const file = (name: string, text: string) => {
    writeFileSync(join(directory, name), text)
    return join(directory, name)
  }
  try {
    const config = readConfig({
      PARLEY_SECRET_KEY_FILE: file('key', `${NEWER}\n`),
      PARLEY_SECRET_KEY_FORMER_FILE: file('former', `${FORMER}\n`),
      DATABASE_URL_FILE: file('url', 'postgres://db/parley\n'),
      OPENAI_API_KEY_FILE: file('openai', `${KEY}\n`),
      POSTGRES_PASSWORD_FILE: '/run/secrets/not-ours',
    })
    expect(config.secretKey?.reveal()).toBe(NEWER)
    expect(config.formerSecretKeys.map((key) => key.reveal())).toEqual([FORMER])
    expect(config.database.kind === 'server' && config.database.url.reveal()).toBe('postgres://db/parley')
    expect(JSON.stringify(config)).not.toMatch(new RegExp([NEWER, FORMER, KEY].join('|')))
  } finally {
    rmSync(directory, { recursive: true })
  }
  for (const [env, says] of [
    [{ PARLEY_SECRET_KEY: 'change-me-change-me-change-me-change-me' }, 'easy to guess'],
    [{ PARLEY_METRICS_TOKEN: 'your-metrics-token-here' }, 'easy to guess'],
    [{ PARLEY_SECRET_KEY_FORMER: FORMER }, 'set the new key'],
    [{ PARLEY_SECRET_KEY_FILE: '/nowhere/at/all' }, 'cannot be read'],
  ] as const)
    expect(() => readConfig(env)).toThrow(says)
})
