import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Child, startChild } from '../child.ts'
import { cpuSeconds, proportionalBytes } from '../process-costs.ts'
import { startArgs } from '../servers.ts'
import { median } from '../statistics.ts'

// npm run bench:start -- [--rounds 5] [--idle 60]: what starting takes, and resting costs.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, idle: { type: 'string', default: '60' } },
})
const [rounds, idleMs] = [Number(values.rounds), Number(values.idle) * 1_000]

interface Started {
  readonly server: Child
  readonly seconds: number
  readonly cpu: number
}

/** Starts Parley as any user would, and waits until it reports ready. */
async function start(dataDirectory: string): Promise<Started> {
  const server = await startChild({
    args: startArgs,
    core: null,
    env: { PORT: '0', PARLEY_DATA_DIR: dataDirectory, PARLEY_ENV_FILE: '', LOG_LEVEL: 'warn' },
  })
  const saidAt = performance.now()
  while ((await fetch(`${server.url}/readyz`)).status !== 200) await pause(5)
  const seconds = (server.readyMs + performance.now() - saidAt) / 1_000
  return { server, seconds, cpu: cpuSeconds([server.pid]) }
}

/** Its memory and CPU while idle. */
async function rest({ server }: Started) {
  await pause(idleMs)
  const before = cpuSeconds([server.pid])
  const bytes = proportionalBytes(server.pid)
  await pause(idleMs)
  return { bytes, cores: (cpuSeconds([server.pid]) - before) / (idleMs / 1_000) }
}

process.chdir(new URL('../..', import.meta.url).pathname)
const directory = mkdtempSync(join(tmpdir(), 'parley-bench-start-'))
const first: Started[] = []
const warm: Started[] = []
try {
  for (let round = 0; round < rounds; round += 1)
    for (const starts of [first, warm]) {
      const started = await start(join(directory, String(round)))
      starts.push(started)
      await started.server.stop()
    }
  const last = await start(join(directory, '0'))
  const atRest = await rest(last).finally(() => last.server.stop())
  tell('first start', first, 3)
  tell('warm start', warm, 1.2)
  console.log(`memory at rest   ${(atRest.bytes / 1_048_576).toFixed(0)} MiB   goal 200 MiB`)
  console.log(`CPU at rest      ${(atRest.cores * 100).toFixed(2)} %   goal 0.5 %`)
} finally {
  rmSync(directory, { recursive: true, force: true })
}

function tell(name: string, starts: readonly Started[], goal: number) {
  const seconds = starts.map((one) => one.seconds)
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map((one) => one.toFixed(2))
  const cpu = median(starts.map((one) => one.cpu)).toFixed(2)
  console.log(
    `${name.padEnd(15)}  ${median(seconds).toFixed(2)} s (${least}–${most})   goal ${goal} s   CPU ${cpu} s`,
  )
}
