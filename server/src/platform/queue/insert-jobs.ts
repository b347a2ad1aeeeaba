import { uuidv7 } from 'uuidv7'
import { type CompiledQuery, sql } from 'kysely'
import type { Transaction } from '../database/open.ts'
import { statement } from '../database/statement.ts'
import type { LeasedJob, NewJob } from './job.ts'

/** A process that takes jobs it stores itself, while it has room: they are leased from birth and need not be claimed. */
export interface Taker {
  takes(name: string): boolean
  readonly processId: string
  readonly leaseMs: number
}

interface Asker {
  readonly tenantId: string
  readonly requestId: string
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string }
  readonly traceParent?: string | null
}

/** Stores jobs in the caller's transaction: they exist exactly when its changes do. A worker finds them by itself. */
export async function insertJobs(tx: Transaction, asker: Asker, jobs: readonly NewJob[]): Promise<void> {
  for (const insert of jobStatements(asker, jobs, null).statements) await tx.executeQuery(insert)
}

/** Statements that store jobs, and what is to be told of them after the commit. */
export interface AskedJobs {
  readonly statements: CompiledQuery[]
  /** Leased to the taker, which must run them. */
  readonly leased: LeasedJob[]
  /** The names of others that are due at once. */
  readonly waiting: string[]
}

/** The same as statements, for a transaction to send as its last. A taker gets what is due at once and it has room for. */
export function jobStatements(asker: Asker, jobs: readonly NewJob[], taker: Taker | null): AskedJobs {
  const { kind, id, name } = asker.actor
  const actor = { kind, id, name }
  const traceParent = asker.traceParent ?? null
  const leased: LeasedJob[] = []
  const waiting: string[] = []
  const statements = jobs.map((job): CompiledQuery => {
    const jobId = uuidv7()
    const row = {
      tenantId: asker.tenantId,
      id: jobId,
      name: job.name,
      input: JSON.stringify(job.input),
      triesMax: job.triesMax,
      actor: JSON.stringify(actor),
      requestId: asker.requestId,
      traceParent,
    }
    const isDue = job.delayMs === 0
    // What its maker has begun stays here, should the last hand have been taken meanwhile.
    const isTaken = isDue && taker !== null && (job.known !== undefined || taker.takes(job.name))
    if (!isTaken && isDue) waiting.push(job.name)
    if (!isTaken) return insertWaiting.with({ ...row, delayMs: job.delayMs })
    const { tenantId, requestId } = asker
    leased.push({ ...job, id: jobId, tenantId, tries: 1, actor, requestId, traceParent })
    return insertLeased.with({ ...row, owner: taker.processId, leaseMs: taker.leaseMs })
  })
  return { statements, leased, waiting }
}

interface JobRow {
  tenantId: string
  id: string
  name: string
  input: string
  triesMax: number
  actor: string
  requestId: string
  traceParent: string | null
}

const columnsOf = (job: JobRow) => ({
  tenant_id: job.tenantId,
  id: job.id,
  name: job.name,
  input: job.input,
  tries_max: job.triesMax,
  actor: job.actor,
  request_id: job.requestId,
  trace_parent: job.traceParent,
})

const after = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`

const insertWaiting = statement((db, job: JobRow & { delayMs: number }) =>
  db.insertInto('jobs').values({ ...columnsOf(job), run_at: after(job.delayMs) }),
)

const insertLeased = statement((db, job: JobRow & { owner: string; leaseMs: number }) =>
  db.insertInto('jobs').values({
    ...columnsOf(job),
    run_at: sql<Date>`now()`,
    state: sql.lit('running'),
    tries: sql.lit(1),
    lease_owner: job.owner,
    lease_until: after(job.leaseMs),
  }),
)
