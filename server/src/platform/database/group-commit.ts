import { AsyncResource } from 'node:async_hooks'
import { databaseErrorIn } from './faults.ts'
import type { Transaction, Viewer } from './open.ts'
import type { Company, Part } from './part.ts'
import { RolledBack, type Send } from './transaction.ts'

/** Runs a transaction in which each viewer has a part. In company nobody waits long for a lock: others would wait behind them. */
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
/** The server was told to stop, or the connection broke: who knows what became of the commit. */
const UNCERTAIN = /^(08|57P)/

/**
 * Lets writes of a tenant that arrive while another commits share the next transaction: one wait for the disk, and one statement
 * for the rows of all. Nobody waits where nothing is under way. `key` names what a write changes: of two under one key the second
 * sees what the first did. A writer that throws before it changed anything is left out; where the database refuses, or a writer
 * throws later, all are undone, and each is tried again by itself, beside those that come next. So does whoever stands at a lock,
 * and until it is through so do others under its key.
 */
export function openGroupCommit(share: ShareTransaction) {
  /** Who waits, by tenant; one without a list has nothing under way. */
  const lists = new Map<string, Writer[]>()
  /** How many are tried by themselves, by tenant and key. */
  const alone = new Map<string, number>()

  async function workOff(tenantId: string, waiting: Writer[]) {
    let tellLast = () => {}
    while (waiting.length > 0) {
      const { group, apart } = takeGroup(waiting, (key) => alone.has(`${tenantId} ${key}`))
      for (const writer of apart) void goAlone(tenantId, writer)
      if (group.length === 0) continue
      const committing = commit(share, tenantId, group, 'in company')
      // Writers have much to do once they hear; meanwhile the database is to have work already.
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
      // Spans that it opens belong to its caller, whoever else's transaction it runs in.
      const writer = { key, viewer, run: AsyncResource.bind(run), resolve, reject }
      const waiting = lists.get(tenantId)
      if (waiting) return void waiting.push(writer)
      const list = [writer]
      lists.set(tenantId, list)
      void workOff(tenantId, list)
    }) as Promise<R>
}

/** Takes the first of each key out of the list, and all whose key somebody is tried under by themselves. */
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
  /** Who is to be tried again by themselves. */
  readonly again: readonly Writer[]
  /** Tells all others what became of theirs. */
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
