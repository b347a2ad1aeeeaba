import { AsyncResource } from 'node:async_hooks'
import { databaseErrorIn } from './faults.ts'
import type { Transaction, Viewer } from './open.ts'
import type { Part } from './part.ts'
import { joined } from './set-statement.ts'
import { RolledBack, type Send } from './transaction.ts'

/** Runs a transaction in which each viewer has a part; what is sent last leaves together with the commit. */
export type ShareTransaction = (
  tenantId: string,
  viewers: readonly Viewer[],
  run: (parts: readonly Part[], send: Send) => Promise<void>,
) => Promise<void>

interface Writer {
  readonly key: string
  readonly viewer: Viewer
  run(tx: Transaction, send: Send): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

const WRITERS_MAX = 64
/** The server was told to stop, or the connection broke: who knows what became of the commit. */
const UNCERTAIN = /^(08|57P)/

/**
 * Lets writes of a tenant that arrive while another commits share the next transaction: one wait for the disk, and one statement
 * for the rows of all. Nobody waits where nothing is under way. `key` names what a write changes: of two under one key the second
 * sees what the first did. A writer that throws before it changed anything is left out; where the database refuses, or a writer
 * throws later, all are undone, and each is tried again by itself.
 */
export function openGroupCommit(share: ShareTransaction) {
  /** Who waits, by tenant; one without a list has nothing under way. */
  const lists = new Map<string, Writer[]>()

  async function workOff(tenantId: string, waiting: Writer[]) {
    while (waiting.length > 0) await commit(share, tenantId, takeFirstOfEachKey(waiting))
    lists.delete(tenantId)
  }

  return <R>(
    tenantId: string,
    key: string,
    viewer: Viewer,
    run: (tx: Transaction, send: Send) => Promise<R>,
  ): Promise<R> =>
    new Promise<unknown>((resolve, reject) => {
      // Spans that it opens belong to its caller, whoever else's transaction it runs in.
      const writer = { key, viewer, run: AsyncResource.bind(run), resolve, reject }
      const waiting = lists.get(tenantId)
      if (waiting) return void waiting.push(writer)
      const list = [writer]
      lists.set(tenantId, list)
      void workOff(tenantId, list)
    }) as Promise<R>
}

/** Takes them out of the list. Later ones of a key see what the first of it did. */
function takeFirstOfEachKey(waiting: Writer[]): Writer[] {
  const first = new Map<string, Writer>()
  for (const writer of waiting)
    if (first.size < WRITERS_MAX && !first.has(writer.key)) first.set(writer.key, writer)
  const taken = new Set(first.values())
  waiting.splice(0, waiting.length, ...waiting.filter((writer) => !taken.has(writer)))
  return [...taken]
}

/** Settles every writer, and never throws. */
async function commit(share: ShareTransaction, tenantId: string, writers: readonly Writer[]): Promise<void> {
  let ended: PromiseSettledResult<unknown>[] = []
  let isCommitting = false
  try {
    await share(
      tenantId,
      writers.map(({ viewer }) => viewer),
      async (parts, send) => {
        ended = await Promise.allSettled(parts.map(({ tx, send: keep }, at) => writers[at]?.run(tx, keep)))
        const spoilt = ended.find(
          (end, at) => end.status === 'rejected' && !canBeLeftOut(end, parts[at], writers),
        )
        if (spoilt?.status === 'rejected') throw spoilt.reason
        const whole = parts.filter((_, at) => ended[at]?.status === 'fulfilled')
        for (const statement of joined(whole.map((part) => part.kept()))) send(statement)
        isCommitting = true
      },
    )
  } catch (error) {
    const isUndone = !isCommitting || error instanceof RolledBack || isRefused(error)
    if (writers.length > 1 && isUndone)
      await Promise.all(writers.map((writer) => commit(share, tenantId, [writer])))
    else for (const writer of writers) writer.reject(error)
    return
  }
  for (const [at, end] of ended.entries())
    if (end.status === 'fulfilled') writers[at]?.resolve(end.value)
    else writers[at]?.reject(end.reason)
}

/** Whether the others may commit without it: it changed nothing, and no statement failed. */
const canBeLeftOut = (
  { reason }: PromiseRejectedResult,
  part: Part | undefined,
  { length }: readonly Writer[],
) => length > 1 && part?.hasWritten() === false && databaseErrorIn(reason) === null

const isRefused = (error: unknown): boolean => {
  const said = databaseErrorIn(error)
  return said !== null && !UNCERTAIN.test(said.code)
}
