import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { ChildServer } from './child-server.ts'
import { type CrowdReport, openCrowd } from './crowd.ts'
import { countRefusals, joinedProcesses } from './joined-processes.ts'

const PEOPLE = 6

/** Two processes on one database, and people at work who ask now one of them and now the other. */
export interface CrowdAtWork extends AsyncDisposable {
  readonly servers: readonly ChildServer[]
  /** How many messages were acknowledged so far. */
  acknowledged(): number
  /** Lets them work for that long, and until they get on, however slow the machine is. */
  workFor(ms: number): Promise<void>
  /** Waits until both processes take requests again. */
  ready(): Promise<void>
  /** Ends their work; what became of all that was acknowledged, and the answers that nobody should get. */
  finish(): Promise<{ report: CrowdReport; refused: readonly string[] }>
}

/** Starts them; who disposes of it need not have finished. */
export async function crowdAtWork(databaseUrl: string): Promise<CrowdAtWork> {
  await using opened = new AsyncDisposableStack()
  const processes = opened.use(await joinedProcesses({ databaseUrl }))
  const servers = [await processes.start(), await processes.start()]
  let turn = 0
  const crowd = openCrowd(() => servers[(turn += 1) % servers.length]?.url ?? '')
  await crowd.signIn()
  const { refused } = opened.use(countRefusals())
  const stopping = new AbortController()
  const working = crowd.workAll(PEOPLE, stopping.signal)
  opened.defer(() => stopping.abort())
  const cleanUp = opened.move()
  return {
    servers,
    acknowledged: crowd.acknowledged,
    async workFor(ms) {
      const before = crowd.acknowledged()
      await pause(ms)
      // Each of them more than once on the average, so that what follows falls into work.
      await expect.poll(crowd.acknowledged).toBeGreaterThan(before + PEOPLE)
    },
    async ready() {
      for (const { url } of servers)
        await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 30_000 }).toBe(200)
    },
    async finish() {
      stopping.abort()
      await working
      return { report: await crowd.inspect(), refused }
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  }
}
