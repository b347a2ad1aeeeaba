import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerTool, ToolServer } from '#contract/shapes/tool-server.ts'
import { systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { toolsFor } from '#features/tools/index.ts'
import { askForSync } from '#features/tools/servers/look-up-server.ts'
import { openGuardedNetwork } from '#platform/http/guarded-network.ts'
import { openLog } from '#platform/log/log.ts'
import { toolServerLimits } from '#providers/tool-servers/limits.ts'
import { openToolServers } from '#providers/tool-servers/open-tool-servers.ts'
import { type ChangingToolServer, startChangingToolServer } from '#test/support/changing-tool-server.ts'
import { steeredClock } from '#test/support/clock.ts'
import { everythingProgram } from '#test/support/everything-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

interface Synced {
  server: ToolServer
  tools: ServerTool[]
}

const HOUR_MS = 3_600_000

let outside: ChangingToolServer
let server: TestServer
let folder = ''
const clock = steeredClock()

const network = openGuardedNetwork({ allowedHosts: ['127.0.0.1:*'] })
/** Speaks with real servers and programs, and is soon tired of those that nobody uses. */
const impatient = (idleMs: number) =>
  openToolServers({
    fetch: network.fetch,
    programs: [
      {
        name: 'shelf',
        title: 'A shelf',
        command: process.execPath,
        args: [join(folder, 'program.mjs'), join(folder, 'pids')],
        env: {},
        directory: null,
        tenants: '*',
      },
    ],
    log: openLog('silent'),
    version: '0',
    limits: { ...toolServerLimits, idleMs, failingMs: 0 },
  })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-upkeep-'))
  // A program that begins another, and says which they are.
  writeFileSync(
    join(folder, 'program.mjs'),
    `import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
writeFileSync(process.argv[2], process.pid + ' ' + pid)
process.argv[2] = 'stdio'
await import(${JSON.stringify(everythingProgram)})
`,
  )
  outside = await startChangingToolServer()
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' }, now: clock.now })
})
afterAll(async () => {
  await server.close()
  await outside.close()
  rmSync(folder, { recursive: true, force: true })
})

async function add(name: string, facts: object = { url: outside.url }, at = server): Promise<string> {
  const made = await at.ask<ToolServer>('POST', '/v1/tool-servers', { body: { name, ...facts } })
  expect(made.status, made.text).toBe(201)
  const sync = () => at.ask<Synced>('POST', `/v1/tool-servers/${made.body.id}/sync`)
  await expect.poll(async () => (await sync()).body.server.state).toBe('ready')
  // A look that its making asked for may still be under way, and would not see what changes from here on.
  await expect.poll(() => looksUnderWay(at)).toBe(0)
  return made.body.id
}
const looksUnderWay = async (at: TestServer) =>
  (
    await at.app.database.system((tx) =>
      tx
        .selectFrom('jobs')
        .select('id')
        .where('name', '=', 'tool-server.sync')
        .where('ended_at', 'is', null)
        .execute(),
    )
  ).length
const seen = async (id: string) => (await server.ask<Synced>('GET', `/v1/tool-servers/${id}`)).body
const namesOf = async (id: string) => (await seen(id)).tools.map(({ name }) => name).toSorted()
const tenantOf = async (at: TestServer) =>
  (await at.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
const scheduledInputs = async (id: string) =>
  server.app.database.system((tx) =>
    tx
      .selectFrom('scheduled_jobs')
      .select(['due_at', 'is_taken'])
      .where('subject_id', '=', id)
      .where('job_name', '=', 'tool-server.sync')
      .execute(),
  )
const suspend = (id: string) => server.ask('PATCH', `/v1/tool-servers/${id}`, { body: { isSuspended: true } })

test('a server is checked every hour, and after a failure every ten minutes', async () => {
  const id = await add('hourly')
  outside.tools = ['look', 'new-by-the-hour', 'wait']
  clock.pass(HOUR_MS)
  await expect.poll(() => namesOf(id)).toEqual(outside.tools)
  outside.isDown = true
  clock.pass(HOUR_MS)
  await expect.poll(async () => (await seen(id)).server.state).toBe('failing')
  outside.isDown = false
  clock.pass(600_000)
  await expect.poll(async () => (await seen(id)).server.state).toBe('ready')
  await suspend(id)
})

test('a server that announces changed tools is checked', async () => {
  const id = await add('telling')
  await expect.poll(() => outside.isHeard()).toBe(true)
  outside.tools = ['look', 'new-as-told', 'wait']
  outside.tellChange()
  await expect.poll(() => namesOf(id)).toContain('new-as-told')
  await suspend(id)
})

test('a suspended or removed server is not checked, and blocks nothing', async () => {
  const [asleep, gone] = [await add('asleep'), await add('gone')]
  await suspend(asleep)
  await server.ask('DELETE', `/v1/tool-servers/${gone}`)
  expect([await scheduledInputs(asleep), await scheduledInputs(gone)]).toEqual([[], []])
  const before = outside.lists()
  // They said that they changed just before.
  const scope = systemScope(server.app, await tenantOf(server), visit())
  for (const toolServerId of [asleep, gone]) await askForSync(scope, { toolServerId })
  await expect
    .poll(async () => [await scheduledInputs(asleep), await scheduledInputs(gone)])
    .toEqual([[], []])
  expect(outside.lists()).toBe(before)
})

test('an unused session is closed, and one with a pending call is kept', async () => {
  const other = await startChangingToolServer()
  await using at = await openTestServer({
    env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' },
    ports: { toolServers: impatient(300) },
  })
  await add('busy', { url: other.url }, at)
  const scope = systemScope(at.app, await tenantOf(at), visit())
  const [wait] = await toolsFor(scope, at.app.ports, { tools: ['mcp:busy:wait'] })
  const call = wait?.call({}, { idempotencyKey: 'k', signal: scope.signal })
  await expect.poll(() => other.waiting()).toBe(1)
  // Another that began later and is idle comes to its end meanwhile.
  const before = outside.open()
  await add('idle', { url: outside.url }, at)
  await expect.poll(() => outside.open()).toBe(before)
  expect(other.open()).toBe(1)
  other.release()
  expect(await call).toEqual({ output: 'Done.', isError: false })
  await expect.poll(() => other.open()).toBe(0)
  await other.close()
})

/** Also one that ended and that nobody has taken notice of yet is none. */
function isAlive(pid: string): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).startsWith('Z')
  } catch {
    return false
  }
}
const pids = () => readFileSync(join(folder, 'pids'), 'utf8').split(' ')

test.each([
  ['when nobody uses it', 300],
  ['when this server stops', toolServerLimits.idleMs],
])('a program is ended with all its child processes: %s', async (when, idleMs) => {
  rmSync(join(folder, 'pids'), { force: true })
  const at = await openTestServer({ ports: { toolServers: impatient(idleMs) } })
  await add('shelf', { transport: 'program', program: 'shelf' }, at)
  expect(existsSync(join(folder, 'pids'))).toBe(true)
  if (when === 'when this server stops') {
    expect(pids().map(isAlive)).toEqual([true, true])
    await at.close()
    await expect.poll(() => pids().map(isAlive)).toEqual([false, false])
    return
  }
  await expect.poll(() => pids().map(isAlive)).toEqual([false, false])
  const scope = systemScope(at.app, await tenantOf(at), visit())
  const [echo] = await toolsFor(scope, at.app.ports, { tools: ['mcp:shelf:echo'] })
  expect(await echo?.call({ message: 'again' }, { idempotencyKey: 'k', signal: scope.signal })).toMatchObject(
    {
      isError: false,
    },
  )
  await at.close()
})
