import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pinned } from './cores.ts'

/** A process of ours that says `ready` on a line of its own, and its address before. */
export interface Child {
  readonly pid: number
  readonly url: string
  /** From starting it to its `ready`, in milliseconds. */
  readonly readyMs: number
  stop(): Promise<void>
}

interface ChildOptions {
  /** Arguments of Node. */
  readonly args: readonly string[]
  readonly core: number | null
  readonly env?: Record<string, string>
  /** What it sends over the channel to its parent. */
  readonly hear?: (message: unknown) => void
}

const READY_WITHIN_MS = 60_000
const STOP_WITHIN_MS = 15_000
const ERRORS_KEPT = 4_000

/** Starts Node with only the environment that is given, so that no setting or key of the machine changes a figure. */
export async function startChild({ args, core, env = {}, hear }: ChildOptions): Promise<Child> {
  const [file = '', ...rest] = pinned(core, [process.execPath, ...args])
  const begunAt = performance.now()
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const child = spawn(file, rest, {
    stdio: hear ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...env },
  })
  if (hear) child.on('message', hear)
  const exited = once(child, 'exit')
  // Whatever ends this process, nothing of it is left running.
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  let errors = ''
  child.stderr?.on('data', (text) => {
    errors = `${errors}${text}`.slice(-ERRORS_KEPT)
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await exited
    clearTimeout(patience)
  }
  const ready = new Promise<string>((resolve, reject) => {
    let url = ''
    const fail = (why: string) => reject(new Error(`${args.join(' ')}: ${why}\n${errors}`))
    const patience = setTimeout(fail, READY_WITHIN_MS, 'not ready within a minute')
    if (child.stdout === null) return fail('has no output')
    createInterface(child.stdout).on('line', (line) => {
      url = /https?:\/\/[^\s,]+/.exec(line)?.[0] ?? url
      if (line !== 'ready') return
      clearTimeout(patience)
      resolve(url)
    })
    child.on('exit', (code) => fail(`ended with ${code}`))
    child.on('error', (error) => fail(error.message))
  })
  try {
    const url = (await ready).replace('//localhost', '//127.0.0.1')
    return { pid: child.pid ?? 0, url, readyMs: performance.now() - begunAt, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
