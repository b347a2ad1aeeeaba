import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Page } from '#contract/page.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { joinDatabase } from '#platform/database/open.ts'
import { chooseCores, pinSelf } from '../cores.ts'
import { type HttpClient, openHttpClient } from '../http-client.ts'
import { startModel } from '../model-process.ts'
import { OWNER } from '../parley-target.ts'
import { cpuSeconds } from '../process-costs.ts'
import { startParley } from '../servers.ts'
import { median } from '../statistics.ts'
import { fillConversation } from './fill-conversation.ts'

// npm run bench:length -- [--rounds 6]: what a turn costs as its conversation grows.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '6' } } })
const SIZES = [10, 100, 1_000, 10_000]
const BESIDE = 100
const TURNS = 5

interface Turn {
  tokens: number
  firstTextMs: number
  wholeMs: number
  cpuMs: number
}

process.chdir(new URL('../..', import.meta.url).pathname)
const cleanUp = new AsyncDisposableStack()
const dataDirectory = mkdtempSync(join(tmpdir(), 'parley-bench-'))
cleanUp.defer(() => rmSync(dataDirectory, { recursive: true, force: true }))
const cores = chooseCores()
const turns = new Map(SIZES.map((size) => [size, [] as Turn[]]))
try {
  pinSelf(cores.load)
  const model = await startModel(cores.load)
  cleanUp.defer(model.stop)
  const server = await startParley({
    core: cores.server,
    modelUrl: model.url,
    databaseUrl: null,
    dataDirectory,
    members: 0,
  })
  cleanUp.defer(server.stop)
  const http = openHttpClient([server.url])
  cleanUp.defer(() => http.close())
  const { accessToken: token, tenant } = await http.json<SignedIn>('POST', '/v1/auth/login', OWNER)
  const { items } = await http.json<Page<Agent>>('GET', '/v1/agents', undefined, token)
  const places = new Map<number, string>()
  const database = await joinDatabase({ kind: 'embedded', directory: dataDirectory })
  for (const size of SIZES) {
    const opened = { agentId: items[0]?.id }
    const { id } = await http.json<Conversation>('POST', '/v1/conversations', opened, token)
    await fillConversation(database, tenant.id, id, size)
    places.set(size, id)
  }
  await database.close()
  const take = (size: number) => takeTurn(http, token, server.pid, places.get(size) ?? '')
  // What was stored is summed up behind the first answers.
  for (let turn = 0; turn < TURNS; turn += 1) for (const size of SIZES) await take(size)
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const size of round % 2 === 0 ? SIZES : SIZES.toReversed())
      for (let turn = 0; turn < TURNS; turn += 1) turns.get(size)?.push(await take(size))
} finally {
  await cleanUp.disposeAsync()
}

const figures = {
  'tokens sent to the model': ({ tokens }: Turn) => tokens,
  'first words, ms': ({ firstTextMs }: Turn) => firstTextMs,
  'whole answer, ms': ({ wholeMs }: Turn) => wholeMs,
  'CPU of the server, ms': ({ cpuMs }: Turn) => cpuMs,
}
const medianOf = (size: number, figure: (turn: Turn) => number) => median((turns.get(size) ?? []).map(figure))
console.log(`\n${'messages'.padEnd(26)}${SIZES.map((size) => String(size).padStart(16)).join('')}`)
for (const [name, figure] of Object.entries(figures)) {
  const cells = SIZES.map((size) => {
    const value = medianOf(size, figure)
    return `${value.toFixed(value < 100 ? 1 : 0)} (${(value / medianOf(BESIDE, figure)).toFixed(2)} ×)`.padStart(
      16,
    )
  })
  console.log(`${name.padEnd(26)}${cells.join('')}`)
}
console.log(
  `\nMedians of ${Number(values.rounds) * TURNS} turns; beside them the ratio to ${BESIDE} messages.`,
)

async function takeTurn(http: HttpClient, token: string, pid: number, conversationId: string): Promise<Turn> {
  const sentAt = performance.now()
  const before = cpuSeconds([pid])
  const said = { parts: [{ type: 'text', text: 'And where is my parcel?' }] }
  const path = `/v1/conversations/${conversationId}/messages`
  const { raw, foundAt } = await http.stream(path, said, 'event: text-delta\n', token)
  const end = /event: reply-end\ndata: (.*)/.exec(raw)?.[1] ?? '{}'
  const { state, usage } = JSON.parse(end) as { state?: string; usage?: { inputTokens?: number } }
  if (state !== 'completed') throw new Error(`The reply did not end well: ${raw.slice(-300)}`)
  return {
    tokens: usage?.inputTokens ?? Number.NaN,
    firstTextMs: foundAt - sentAt,
    wholeMs: performance.now() - sentAt,
    cpuMs: (cpuSeconds([pid]) - before) * 1_000,
  }
}
