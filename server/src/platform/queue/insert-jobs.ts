import { uuidv7 } from 'uuidv7'
import { type CompiledQuery, sql } from 'kysely'
import type { Transaction } from '../database/open.ts'
import type { LeasedJob, NewJob } from './job.ts'

/** A process that takes the jobs it stores itself: they are leased from birth and need not be claimed. */
export interface Taker {
  readonly processId: string
  readonly leaseMs: number
}

interface Asker {
  readonly tenantId: string
  readonly requestId: string
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string }
}

/** Stores jobs in the caller's transaction: they exist exactly when its changes do. A worker finds them by itself. */
export async function insertJobs(tx: Transaction, asker: Asker, jobs: readonly NewJob[]): Promise<void> {
  for (const statement of jobStatements(tx, asker, jobs, null).statements) await tx.executeQuery(statement)
}

/**
 * The same as statements, for a transaction to send as its last. With a taker, jobs that are due at once are leased to
 * it; it must run the jobs that come back, after the commit.
 */
export function jobStatements(
  tx: Transaction,
  asker: Asker,
  jobs: readonly NewJob[],
  taker: Taker | null,
): { statements: CompiledQuery[]; leased: LeasedJob[] } {
  if (jobs.length === 0) return { statements: [], leased: [] }
  const { kind, id, name } = asker.actor
  const actor = { kind, id, name }
  const stored = jobs.map((job) => ({ ...job, id: uuidv7(), isTaken: taker !== null && job.delayMs === 0 }))
  const rows = stored.map((job) => ({
    tenant_id: asker.tenantId,
    id: job.id,
    name: job.name,
    input: JSON.stringify(job.input),
    tries_max: job.triesMax,
    actor: JSON.stringify(actor),
    request_id: asker.requestId,
    run_at: after(job.delayMs),
    ...(taker &&
      job.isTaken && {
        state: 'running',
        tries: 1,
        lease_owner: taker.processId,
        lease_until: after(taker.leaseMs),
      }),
  }))
  const leased = stored
    .filter(({ isTaken }) => isTaken)
    .map((job) => ({
      id: job.id,
      tenantId: asker.tenantId,
      name: job.name,
      input: job.input,
      tries: 1,
      triesMax: job.triesMax,
      actor,
      requestId: asker.requestId,
      known: job.known,
    }))
  return { statements: [tx.insertInto('jobs').values(rows).compile()], leased }
}

const after = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`
