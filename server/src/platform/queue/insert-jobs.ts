import { uuidv7 } from 'uuidv7'
import { type CompiledQuery, sql } from 'kysely'
import type { Transaction } from '../database/open.ts'
import { setStatement } from '../database/set-statement.ts'
import type { LeasedJob, NewJob } from './job.ts'

/** A process that takes jobs it stores itself while it has free slots: they are leased from birth and need not be claimed. */
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

/** Stores jobs in the caller's transaction: they exist exactly if its changes do. Workers find them by polling. */
export async function insertJobs(tx: Transaction, asker: Asker, jobs: readonly NewJob[]): Promise<void> {
  for (const insert of jobStatements(asker, jobs, null).statements) await tx.executeQuery(insert)
}

/** Statements that store jobs, with notifications for after the commit. */
export interface AskedJobs {
  readonly statements: CompiledQuery[]
  /** Leased to the taker, which must run them. */
  readonly leased: LeasedJob[]
  /** The names of other jobs that are due immediately. */
  readonly waiting: string[]
}

/**
 * The same as statements, for a transaction to send last. A taker gets the jobs that are due immediately, as far as it
 * has free slots.
 */
export function jobStatements(asker: Asker, jobs: readonly NewJob[], taker: Taker | null): AskedJobs {
  const { kind, id, name } = asker.actor
  const actor = { kind, id, name }
  const traceParent = asker.traceParent ?? null
  const leased: LeasedJob[] = []
  const waiting: string[] = []
  const rows = jobs.map(({ isBegun = false, ...job }): JobRow => {
    const jobId = uuidv7()
    const row = {
      tenant_id: asker.tenantId,
      id: jobId,
      name: job.name,
      input: job.input,
      tries_max: job.triesMax,
      actor,
      request_id: asker.requestId,
      trace_parent: traceParent,
      delay_ms: job.delayMs,
    }
    const isDue = job.delayMs === 0
    // Started work stays here, even if the last slot was taken in the meantime.
    const isTaken = isDue && taker !== null && (isBegun || taker.takes(job.name))
    if (!isTaken && isDue) waiting.push(job.name)
    if (!isTaken) return { ...row, state: 'waiting', tries: 0, lease_owner: null, lease_ms: null }
    const { tenantId, requestId } = asker
    leased.push({ ...job, id: jobId, tenantId, tries: 1, actor, requestId, traceParent })
    return { ...row, state: 'running', tries: 1, lease_owner: taker.processId, lease_ms: taker.leaseMs }
  })
  return { statements: rows.length > 0 ? [insertAll.with(rows)] : [], leased, waiting }
}

/** The stored form; both times are relative to the transaction's. */
interface JobRow {
  tenant_id: string
  id: string
  name: string
  input: unknown
  tries_max: number
  actor: unknown
  request_id: string
  trace_parent: string | null
  delay_ms: number
  state: 'waiting' | 'running'
  tries: number
  lease_owner: string | null
  lease_ms: number | null
}

const after = (ms: string) => sql`now() + ${sql.ref(ms)} * interval '1 millisecond'`

const copied = [
  'tenant_id',
  'id',
  'name',
  'input',
  'tries_max',
  'actor',
  'request_id',
  'trace_parent',
  'state',
  'tries',
  'lease_owner',
] as const

const insertAll = setStatement<JobRow>((db, { rows }) =>
  db
    .insertInto('jobs')
    .columns([...copied, 'run_at', 'lease_until'])
    .expression(
      sql`SELECT ${sql.join(copied.map((column) => sql.ref(column)))}, ${after('delay_ms')}, ${after('lease_ms')}
      FROM jsonb_to_recordset(${rows}::jsonb) AS job(tenant_id uuid, id uuid, name text, input jsonb,
        tries_max integer, actor jsonb, request_id text, trace_parent text, state text, tries integer,
        lease_owner text, delay_ms double precision, lease_ms double precision)`,
    ),
)
