import { writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { ProcessBroken, type ProcessLimits, type ProcessOutcome } from './limited-process.ts'

// The inside of a limited process: a worker thread that answers, and the main thread, which is always free to watch its
// cost.

const WATCH_EVERY_MS = 50
const MEGABYTE = 1_048_576
const [, , module = '', given = '{}'] = process.argv
const { memoryLimitMb, timeLimitMs, cpuLimitMs = Infinity } = JSON.parse(given) as ProcessLimits

const worker = new Worker(new URL(module), {
  resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  env: {},
  execArgv: [],
})
/** Why it no longer answers, if so. */
let broken: ProcessBroken | null = null
const waiting = new Set<() => void>()
const breakWith = (why: ProcessBroken['why'], message: string) => {
  broken ??= new ProcessBroken(why, message)
  for (const tell of waiting) tell()
}
worker.on('error', (error: Error & { code?: string }) =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? breakWith('too-much-memory', 'The thread needed too much memory.')
    : breakWith('failed', `The thread failed: ${error.stack ?? error.message}`),
)
worker.on('exit', (code) => breakWith('failed', `The thread ended with ${code}.`))

const answerOf = (question: unknown): Promise<ProcessOutcome<unknown>> =>
  new Promise((resolve) => {
    const fail = () => broken && resolve({ why: broken.why, message: broken.message })
    waiting.add(fail)
    worker.once('message', (answer) => resolve({ answer }))
    worker.postMessage(question)
    fail()
  })

/** The thread's own limit only covers its heap; unpacked data is outside of it, and unpacked by other threads. */
function watchUse(): NodeJS.Timeout {
  const before = process.cpuUsage()
  return setInterval(async () => {
    // It may have ended already.
    const memory = await worker.getHeapStatistics().catch(() => null)
    if (memory && memory.external_memory > memoryLimitMb * MEGABYTE)
      breakWith('too-much-memory', 'The thread needed too much memory.')
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1_000 > cpuLimitMs) breakWith('too-slow', 'The thread worked too long.')
  }, WATCH_EVERY_MS)
}

process.on('message', async (question) => {
  const watch = watchUse()
  const timer = setTimeout(() => breakWith('too-slow', 'The thread took too long.'), timeLimitMs)
  const outcome = await answerOf(question)
  clearInterval(watch)
  clearTimeout(timer)
  waiting.clear()
  process.send?.(outcome)
})
// The parent ends this process, or has ended. A terminal's interrupt is meant for the parent.
process.on('disconnect', () => process.exit())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
try {
  // Where memory runs out on the whole machine, this process goes before the server.
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Not a system that has this.
}
