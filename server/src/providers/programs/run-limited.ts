import { spawn } from 'node:child_process'
import { Fault } from '#kernel/fault.ts'

export interface Run {
  readonly program: string
  readonly words: readonly string[]
  /** Its working directory, for its output. */
  readonly directory: string
  readonly signal: AbortSignal
  readonly timeMs: number
}

const MEMORY_KB = 1_048_576
/** Blocks of 512 bytes: 64 MiB in one file. */
const FILE_BLOCKS = 131_072
const SAID_MAX = 262_144

// A limit that the system does not support is skipped; the time limit always applies.
const LIMITS = `ulimit -c 0; ulimit -v ${MEMORY_KB}; ulimit -f ${FILE_BLOCKS}`

/**
 * Runs a program within limits of time, memory and output, and without our environment; returns its output. Throws
 * Fault `invalid_input` with a reason if it fails, and the signal's reason after an abort, when it has ended.
 */
export function runLimited({ program, words, directory, signal, timeMs }: Run): Promise<string> {
  const clock = AbortSignal.timeout(timeMs)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const [first, ...rest] = commandOf(program, words)
  signal.throwIfAborted()
  const child = spawn(first, rest, {
    cwd: directory,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, clock]),
    killSignal: 'SIGKILL',
    shell: false,
    windowsHide: true,
  })
  let said = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece
    if (said.length > SAID_MAX) child.kill('SIGKILL')
  })
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    complaint = (complaint + piece).slice(0, 2_000)
  })
  let failure: unknown = null
  child.on('error', (error) => {
    failure = error
    // A program that could not start does not end either.
    if (child.pid === undefined)
      reject(new Fault('upstream_failed', 'It cannot be analysed right now.', { cause: error }))
  })
  child.on('close', (code) => {
    if (signal.aborted) reject(signal.reason)
    else if (clock.aborted) reject(unread('too-slow', 'It takes too long to analyse.'))
    else if (code === 0 && failure === null) resolve(said)
    else if (complaint.includes('Cannot allocate memory'))
      reject(unread('too-much-memory', 'It needs more memory than is allowed.'))
    else reject(unread('unreadable', 'It is damaged, or its format is not supported.', complaint))
  })
  return promise
}

const unread = (reason: string, detail: string, internal = '') =>
  new Fault('invalid_input', detail, { reason, internal })

/** A shell sets its limits and then becomes the program; without one, only the time limit applies. */
const commandOf = (program: string, words: readonly string[]): [string, ...string[]] =>
  process.platform === 'win32'
    ? [program, ...words]
    : ['/bin/sh', '-c', `{ ${LIMITS}; } 2>/dev/null; exec nice -n 5 "$@"`, 'sh', program, ...words]
