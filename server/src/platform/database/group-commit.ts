import { AsyncResource } from 'node:async_hooks'
import { databaseErrorIn } from './faults.ts'
import type { Transaction, Viewer } from './open.ts'
import type { Company, Part } from './part.ts'
import { RolledBack, type Send } from './transaction.ts'

/**
 * Runs a transaction in which each viewer has a part. Grouped writers do not wait long for a lock, since others would
 * wait behind them.
 */
export type ShareTransaction = (
  tenantId: string,
  viewers: readonly Viewer[],
  run: (company: Company) => Promise<void>,
  how: 'in company' | 'alone',
) => Promise<void>

interface Writer {
  readonly key: string
  readonly viewer: Viewer
  run(tx: Transaction, send: Send): Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

const WRITERS_MAX = 64
const LOCK_NOT_AVAILABLE = '55P03'
/** The server was shut down, or the connection broke: the outcome of the commit is unknown. */
const UNCERTAIN = /^(08|57P)/

/**
 * Groups writes of a tenant that arrive during a commit into the next transaction: one wait for the disk, and one
 * statement for the rows of all. On an idle server nobody waits. `key` identifies what a write changes: the second of
 * two with one key sees the changes of the first. A writer that throws before it changed anything is left out; if the
 * database refuses, or a writer throws later, all are rolled back, and each is retried on its own, beside the next
 * group. So is a writer that waits for a lock, and until it is done, others with its key are too.
 */
export function openGroupCommit(share: ShareTransaction) {
  /** Waiting writers, by tenant; a tenant without a list has no active transaction. */
  const lists = new Map<string, Writer[]>()
  /** The number of writers that are retried on their own, by tenant and key. */
  const alone = new Map<string, number>()

  async function workOff(tenantId: string, waiting: Writer[]) {
    let tellLast = () => {}
    while (waiting.length > 0) {
      const { group, apart } = takeGroup(waiting, (key) => alone.has(`${tenantId} ${key}`))
      for (const writer of apart) void goAlone(tenantId, writer)
      if (group.length === 0) continue
      const committing = commit(share, tenantId, group, 'in company')
      // Writers have much to do once they are notified; the database should already have its next work.
      setImmediate(tellLast)
      const { again, tell } = await committing
      for (const writer of again) void goAlone(tenantId, writer)
      tellLast = tell
    }
    lists.delete(tenantId)
    tellLast()
  }

  async function goAlone(tenantId: string, writer: Writer) {
    const place = `${tenantId} ${writer.key}`
    alone.set(place, (alone.get(place) ?? 0) + 1)
    const { tell } = await commit(share, tenantId, [writer], 'alone')
    const others = (alone.get(place) ?? 1) - 1
    if (others > 0) alone.set(place, others)
    else alone.delete(place)
    tell()
  }

  return <R>(
    tenantId: string,
    key: string,
    viewer: Viewer,
    run: (tx: Transaction, send: Send) => Promise<R>,
  ): Promise<R> =>
    new Promise<unknown>((resolve, reject) => {
      // Spans that it opens belong to its caller, in whoever's transaction it runs.
      const writer = { key, viewer, run: AsyncResource.bind(run), resolve, reject }
      const waiting = lists.get(tenantId)
      if (waiting) return void waiting.push(writer)
      const list = [writer]
      lists.set(tenantId, list)
      void workOff(tenantId, list)
    }) as Promise<R>
}

/** Takes the first writer of each key out of the list, and all whose key is being retried on its own. */
function takeGroup(waiting: Writer[], isAlone: (key: string) => boolean) {
  const group = new Map<string, Writer>()
  const apart: Writer[] = []
  const rest: Writer[] = []
  for (const writer of waiting.splice(0)) {
    if (isAlone(writer.key)) apart.push(writer)
    else if (group.size < WRITERS_MAX && !group.has(writer.key)) group.set(writer.key, writer)
    else rest.push(writer)
  }
  waiting.push(...rest)
  return { group: [...group.values()], apart }
}

interface Committed {
  /** Writers to be retried on their own. */
  readonly again: readonly Writer[]
  /** Notifies all others of their outcome. */
  tell(): void
}

/** Has the writers write in one transaction. Never throws. */
async function commit(
  share: ShareTransaction,
  tenantId: string,
  writers: readonly Writer[],
  how: 'in company' | 'alone',
): Promise<Committed> {
  let ended: PromiseSettledResult<unknown>[] = []
  let isCommitting = false
  try {
    await share(
      tenantId,
      writers.map(({ viewer }) => viewer),
      async ({ parts, sendKept }) => {
        ended = await Promise.allSettled(parts.map(({ tx, send: keep }, at) => writers[at]?.run(tx, keep)))
        const spoilt = ended.find(
          (end, at) => end.status === 'rejected' && !canBeLeftOut(end, parts[at], writers),
        )
        if (spoilt?.status === 'rejected') throw spoilt.reason
        const whole = parts.filter((_, at) => ended[at]?.status === 'fulfilled')
        sendKept(whole)
        isCommitting = true
      },
      how,
    )
  } catch (error) {
    const said = databaseErrorIn(error)
    const isUndone =
      !isCommitting || error instanceof RolledBack || (said !== null && !UNCERTAIN.test(said.code))
    const isHelped = writers.length > 1 || said?.code === LOCK_NOT_AVAILABLE
    if (how === 'in company' && isUndone && isHelped) return { again: writers, tell() {} }
    ended = writers.map(() => ({ status: 'rejected', reason: error }))
  }
  return {
    again: [],
    tell() {
      for (const [at, end] of ended.entries())
        if (end.status === 'fulfilled') writers[at]?.resolve(end.value)
        else writers[at]?.reject(end.reason)
    },
  }
}

/** Whether the others may commit without it: it changed nothing, and no statement failed. */
const canBeLeftOut = (
  { reason }: PromiseRejectedResult,
  part: Part | undefined,
  { length }: readonly Writer[],
) => length > 1 && part?.hasWritten() === false && databaseErrorIn(reason) === null
