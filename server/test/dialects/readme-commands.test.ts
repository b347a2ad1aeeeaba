import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createMember, systemScope } from '#features/access/index.ts'
import { findHomeTenant } from '#dialects/kit/home-tenant.ts'
import { makeDemoAccounts } from '#entry/cli/demo-accounts.ts'
import { OWNER, openStage, type Stage } from '#test/golden/stage.ts'
import { type ChangingToolServer, startChangingToolServer } from '#test/support/changing-tool-server.ts'

const run = promisify(execFile)
const PORTS = {
  agentchat: 8001,
  lingxi: 8000,
  'chat-api': 8000,
  'mini-chatbox': 20001,
  'platform-114': 5000,
} as const
type System = keyof typeof PORTS
const SYSTEMS = Object.keys(PORTS) as System[]

let stage: Stage
let tools: ChangingToolServer
const directory = mkdtempSync(join(tmpdir(), 'parley-readmes-'))

beforeAll(async () => {
  tools = await startChangingToolServer()
  stage = await openStage({
    listen: ['native', ...SYSTEMS].map((name) => `0=${name}`).join(),
    env: {
      PARLEY_MINI_CHATBOX_OPEN: '1',
      PARLEY_CHAT_API_NAMED_SESSIONS: '1',
      PARLEY_PRIVATE_HOSTS: '*',
    },
  })
  await makeDemoAccounts(stage.app)
  const visit = { requestId: 'readme', signal: new AbortController().signal }
  const scope = systemScope(stage.app, await findHomeTenant(stage.app, visit), visit)
  const account = { name: 'testuser', password: 'testpass123', role: 'end_user' as const }
  await createMember(scope, { ...account, allowsWeakPassword: true })
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await tools.close()
  rmSync(directory, { recursive: true, force: true })
})

/** The command with our port in the place of theirs, and with what earlier answers said. */
function here(command: string, system: System, kept: ReadonlyMap<string, string>): string {
  const { host } = new URL(stage.url(system))
  const filled = command.replaceAll(/\$([A-Z]+)/g, (name, key: string) => kept.get(key) ?? name)
  return filled.replaceAll(`localhost:${PORTS[system]}`, host)
}

const fieldOf = (answer: string, path: string): string => {
  const value = path
    .split('.')
    .reduce<unknown>((within, name) => (within as Record<string, unknown>)[name], JSON.parse(answer))
  if (value === undefined || value === null) throw new Error(`No ${path} in ${answer}`)
  return String(value)
}

/** What is printed, and the status behind it. */
async function typed(command: string): Promise<{ status: string; answer: string }> {
  const asked = command.replace('curl ', `curl --silent --max-time 60 --write-out '\\n%{http_code}' `)
  const { stdout } = await run('bash', ['-c', asked], { cwd: directory, maxBuffer: 64_000_000 })
  const end = stdout.lastIndexOf('\n')
  return { answer: stdout.slice(0, end), status: stdout.slice(end + 1) }
}

/** Opens a socket, says that, and waits for a frame in which those words stand. */
const heard = (address: string, said: string, words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const frames: string[] = []
    const end = (failure?: Error) => {
      socket.terminate()
      if (failure) reject(failure)
      else resolve()
    }
    setTimeout(() => end(new Error(`Not heard: ${words}\n${frames.join('\n')}`)), 30_000).unref()
    socket.on('open', () => socket.send(said))
    socket.on('error', end)
    socket.on('message', (frame) => {
      frames.push(String(frame))
      if (String(frame).replaceAll('": ', '":').includes(words)) end()
    })
  })

describe.each(SYSTEMS)('what the documents of %s have people type', (system) => {
  const kept = new Map([['PASSWORD', OWNER.password]])
  const lines = readFileSync(new URL(`readme-commands/${system}.sh`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  test.each(lines)('%s', async (line) => {
    kept.set('MCP', tools.url)
    const [command = '', expected = ''] = line.split(' # ')
    const asked = here(command, system, kept)
    if (asked.startsWith('listen ')) {
      const [, address = '', ...said] = asked.split(' ')
      return heard(address, said.join(' '), expected)
    }
    const [wanted, ...keep] = expected.split(' ')
    const { status, answer } = await typed(asked)
    expect(status, answer).toBe(wanted)
    for (const [name = '', path = ''] of keep.map((one) => one.split('=')))
      kept.set(name, fieldOf(answer, path))
  })
})
