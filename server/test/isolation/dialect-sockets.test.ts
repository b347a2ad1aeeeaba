import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { makeMember, makeTenant } from '#features/access/testing.ts'
import { type Caller, type DialectStage, openDialectStage } from './dialect-stage.ts'
import { type DialectThings, openDialectThings } from './dialect-things.ts'
import { changesBetween } from './fingerprint.ts'
import { excess, unexplained } from './lent.ts'

// The sockets of older systems: whoever opens one may read and send there what they may natively, and no more.

const SILENCE_MS = 150
const PATIENCE_MS = 2_000
const CONVERSATION = '/admin/conversations/:id'

interface Door {
  readonly dialect: string
  readonly url: string
  /** What is sent there, with the numbers of conversations and the ids of sessions that are tried. */
  frames(numbers: readonly string[], sessions: readonly string[]): object[]
}

const doors: readonly Door[] = [
  { dialect: 'chat-api', url: '/compat/chat-api/ws', frames: visitorFrames },
  { dialect: 'chat-api', url: '/compat/chat-api/ws/chat/isolation', frames: visitorFrames },
  {
    dialect: 'chat-api',
    url: '/compat/chat-api/ws/admin',
    frames: (numbers) =>
      numbers.flatMap((conversation_id) => [
        { type: 'typing', conversation_id, is_typing: true },
        { type: 'admin_message', conversation_id, content: 'Hello' },
        { type: 'admin_action', action: 'takeover', conversation_id },
        { type: 'admin_action', action: 'switch_agent', agent_type: 'ai', conversation_id },
      ]),
  },
  {
    dialect: 'mini-chatbox',
    url: '/compat/mini-chatbox/ws/chat',
    frames: (numbers) =>
      numbers.map((conversation_id) => ({
        message: 'Hello',
        messages: [{ role: 'user', content: 'Hello' }],
        conversation_id,
      })),
  },
]

function visitorFrames(_: readonly string[], sessions: readonly string[]): object[] {
  return sessions.flatMap((session_id) => [
    { type: 'join_session', session_id },
    { type: 'message', session_id, content: 'Hello' },
    { type: 'typing', session_id, is_typing: true },
    { type: 'leave_session', session_id },
  ])
}

let stage: DialectStage
let others: DialectThings[]
let farTenantId: string

beforeAll(async () => {
  stage = await openDialectStage()
  const { server, system, owner } = stage
  const another = await server.member('admin')
  const far = await makeTenant(server.app)
  farTenantId = far.tenantId
  const farOwner = await makeMember(server.app, far.system, 'owner')
  others = [
    await openDialectThings({ app: server.app, token: another.accessToken, ofTenant: owner, system }),
    await openDialectThings({
      app: server.app,
      token: farOwner.accessToken,
      ofTenant: farOwner.scope,
      system: far.system,
    }),
  ]
}, 120_000)
afterAll(() => stage[Symbol.asyncDispose]())

/** Everything that is told on a socket while these frames are sent; nothing where it is refused. */
async function talk(url: string, token: string | null, frames: readonly object[]): Promise<string> {
  const socket = new WebSocket(url.replace('http', 'ws'), {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  })
  const told: string[] = []
  let lastAt = performance.now()
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.on('open', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
    socket.on('message', (bytes) => {
      told.push(String(bytes))
      lastAt = performance.now()
    })
  })
  if (!isOpen) return ''
  if (token !== null && url.includes('chat-api')) socket.send(JSON.stringify({ type: 'auth', token }))
  for (const frame of frames) socket.send(JSON.stringify(frame))
  const until = performance.now() + PATIENCE_MS
  lastAt = performance.now()
  while (
    performance.now() < until &&
    (told.length < frames.length || performance.now() - lastAt < SILENCE_MS)
  )
    await pause(20)
  socket.terminate()
  return told.join('\n')
}

const named = (caller: Caller, { url }: Door) => `${caller.called}: ${url}`

test('no dialect’s socket reads or sends more than the native one', async () => {
  const { url, owner, callers } = stage
  const idsOf = async (dialect: string, path: string) =>
    (await Promise.all(others.map((one) => one.idFor(dialect, path)))).flatMap((id) => id ?? [])
  // Named before anything is compared, for things are made as they are asked for.
  for (const [dialect, path] of [
    ['chat-api', CONVERSATION],
    ['chat-api', '/chat/sessions/:id'],
    ['mini-chatbox', '/conversations/:id'],
  ] as const)
    await idsOf(dialect, path)
  const farBefore = await stage.look(farTenantId)
  const found: string[] = []
  const spoken = new Map<string, number>()
  let cells = 0
  for (const one of callers)
    for (const door of doors) {
      const caller = one.renew ? { ...one, token: await one.renew() } : one
      const numbers = [
        '1',
        ...(await idsOf(door.dialect, door.dialect === 'chat-api' ? CONVERSATION : '/conversations/:id')),
      ]
      const sessions = ['isolation', ...(await idsOf('chat-api', '/chat/sessions/:id'))]
      const frames = door.frames(numbers, sessions)
      for (let at = 0; at < 5; at += 1) stage.nextMinute()
      const before = await stage.look(owner.tenantId)
      const { ran, result } = await stage.during(async () => {
        const text = await talk(url + door.url, caller.token, frames)
        await stage.look(owner.tenantId)
        return text
      })
      cells += frames.length
      if (result.length > 0) spoken.set(door.url, (spoken.get(door.url) ?? 0) + 1)
      found.push(
        ...excess({ dialect: door.dialect, method: 'WS', url: door.url }, caller, ran),
        ...others.flatMap(({ canary }) =>
          result.includes(canary) ? [`${named(caller, door)} shows what is another’s`] : [],
        ),
        ...unexplained(caller, changesBetween(before, await stage.look(owner.tenantId))).map(
          (what) => `${what} (${door.url})`,
        ),
      )
    }
  console.log(`isolation matrix of sockets: ${cells} cells`)
  expect(found).toEqual([])
  for (const door of doors) expect([door.url, spoken.get(door.url) ?? 0]).not.toEqual([door.url, 0])
  expect(changesBetween(farBefore, await stage.look(farTenantId))).toEqual([])
}, 600_000)
