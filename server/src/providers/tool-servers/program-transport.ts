import { type ChildProcess, spawn } from 'node:child_process'
import type { Stream } from 'node:stream'
import {
  type JSONRPCMessage,
  ReadBuffer,
  serializeMessage,
  type Transport,
} from '@modelcontextprotocol/client'
import type { Secret } from '#platform/crypto/secret.ts'
import { moreBytesThan, toolServerFault } from '#kernel/tool-server-fault.ts'

/** A program as the operator's file names it. */
export interface Program {
  readonly name: string
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
  /** All of its environment. */
  readonly env: Readonly<Record<string, Secret>>
  readonly directory: string | null
  /** Slugs of the tenants that may use it; `*` for all. */
  readonly tenants: '*' | readonly string[]
}

const PATIENCE_MS = 1_500

/** Talks to a program over its standard input and output. It leads its own process group, which ends with it. */
export class ProgramTransport implements Transport {
  onclose?: () => void
  onerror?: (error: Error) => void
  onmessage?: (message: JSONRPCMessage) => void
  /** Its standard error is ignored. */
  readonly stderr: Stream | null = null
  readonly #program: Program
  readonly #bytesMax: number
  readonly #buffer: ReadBuffer
  #child: ChildProcess | null = null

  constructor(program: Program, maxBufferSize: number) {
    this.#program = program
    this.#bytesMax = maxBufferSize
    this.#buffer = new ReadBuffer({ maxBufferSize })
  }

  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  start(): Promise<void> {
    const { command, args, env, directory } = this.#program
    const child = spawn(command, [...args], {
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.reveal()])),
      ...(directory !== null && { cwd: directory }),
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    this.#child = child
    child.on('close', () => {
      this.#endGroup('SIGKILL', child)
      this.#child = null
      this.onclose?.()
    })
    child.stdin.on('error', (error) => this.onerror?.(error))
    child.stdout.on('error', (error) => this.onerror?.(error))
    child.stdout.on('data', (piece: Buffer) => this.#take(piece))
    return new Promise((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (error) => {
        reject(error)
        this.onerror?.(error)
      })
    })
  }

  #take(piece: Buffer) {
    try {
      this.#buffer.append(piece)
    } catch {
      // A message exceeded the size limit.
      this.onerror?.(moreBytesThan(this.#bytesMax))
      this.#endGroup('SIGKILL')
      return
    }
    for (;;) {
      try {
        const message = this.#buffer.readMessage()
        if (message === null) return
        this.onmessage?.(message)
      } catch (error) {
        this.onerror?.(error as Error)
      }
    }
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.stdin
    if (!input?.writable) throw toolServerFault('ended')
    await new Promise<void>((resolve, reject) =>
      input.write(serializeMessage(message), (error) =>
        error ? reject(toolServerFault('ended', error)) : resolve(),
      ),
    )
  }

  /** Gives it a moment to end by itself, then ends it with its whole group. */
  async close(): Promise<void> {
    const child = this.#child
    if (!child) return
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
    child.stdin?.end()
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS).unref())
      await Promise.race([closed, patience])
      if (child.exitCode !== null || child.signalCode !== null) break
      this.#endGroup(signal, child)
    }
    // Leftover processes keep the pipes open.
    this.#endGroup('SIGKILL', child)
    child.stdout?.destroy()
    await closed
    this.#buffer.clear()
  }

  #endGroup(signal: NodeJS.Signals, child = this.#child) {
    if (child?.pid === undefined) return
    try {
      if (process.platform === 'win32') child.kill(signal)
      else process.kill(-child.pid, signal)
    } catch {
      // None of its processes exist any more.
    }
  }
}
