import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openChildStage, planting } from './child-stage.ts'
import { type CrowdReport, openCrowd } from './crowd.ts'
import type { ReachedServer } from './open-test-server.ts'
import type { PoweredDisk } from './powered-disk.ts'

/** Half of them have answers that a cut falls into, the others write all the time. */
const question = (user: number) =>
  user % 2 === 0 ? '[[model ttft=20 tps=150 tokens=40]]' : '[[model ttft=1 tps=2000 tokens=8]]'

interface PowerReport extends CrowdReport {
  /** Files that were taken in, and those of them that are not there as they were. */
  files: number
  filesLost: number
}

interface PowerRounds {
  rounds: number
  users?: number
  /** A setting of PostgreSQL that is turned off, to plant a defect. */
  without?: string
}

/**
 * Cuts the power of the disk under a server again and again while people write and upload, the first time right after its
 * first start, and counts what had been acknowledged and did not survive.
 */
export async function powerRounds(
  disk: PoweredDisk,
  { rounds, users = 8, without }: PowerRounds,
): Promise<PowerReport> {
  await using stage = await openChildStage({
    env: {
      PARLEY_DATA_DIR: join(disk.path, 'data'),
      PARLEY_LEASE_SECONDS: '1',
      ...(without !== undefined && { PARLEY_PLANTED: without }),
    },
    nodeOptions: without === undefined ? [] : planting('plant-careless-postgres'),
  })
  const crowd = openCrowd(() => stage.url, question)
  await crowd.signIn()
  const stopping = new AbortController()
  const files = openUploads(stage)
  const working = Promise.all([crowd.workAll(users, stopping.signal), files.upload(stopping.signal)])
  // Whoever had lost their session or conversation could not go on to lose a message: those reach the disk in any case.
  await pause(1_500)
  for (let round = 0; round < rounds; round += 1) {
    const enough = crowd.acknowledged() + 2 * users
    while (crowd.acknowledged() < enough) await pause(Math.random() * 50)
    // So that nobody is told anything after the cut.
    void stage.child.kill('SIGSTOP')
    disk.cut()
    await stage.child.kill('SIGKILL')
    await disk.powerOn()
    await stage.start()
  }
  stopping.abort()
  await working
  const report = await crowd.inspect()
  return { ...report, files: files.taken(), filesLost: await files.lost() }
}

/** One who uploads a file after another, also while the server is away. */
function openUploads({ url, owner }: ReachedServer) {
  const taken = new Map<string, string>()
  const headers = { authorization: `Bearer ${owner}` }
  const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

  async function uploadOne() {
    const content = randomBytes(20_000)
    const body = new FormData()
    body.append('file', new Blob([content]), 'noise.bin')
    const answer = await fetch(`${url}/v1/files`, { method: 'POST', headers, body })
    if (answer.status === 201) taken.set(((await answer.json()) as { id: string }).id, hashOf(content))
  }

  async function contentOf(id: string): Promise<Uint8Array> {
    const answer = await fetch(`${url}/v1/files/${id}/content`, {
      headers,
      signal: AbortSignal.timeout(5_000),
    })
    return new Uint8Array(await answer.arrayBuffer())
  }

  return {
    async upload(signal: AbortSignal) {
      while (!signal.aborted) await uploadOne().catch(() => pause(50))
    },
    taken: () => taken.size,
    async lost() {
      let lost = 0
      for (const [id, hash] of taken) {
        // Of one that is shorter than it was the answer breaks off.
        const content = await contentOf(id).catch(() => null)
        if (content === null || hashOf(content) !== hash) lost += 1
      }
      return lost
    },
  }
}
