import { uuidv7 } from 'uuidv7'
import { sql } from 'kysely'
import type { Transaction } from '../database/open.ts'
import type { NewJob } from './job.ts'

interface Asker {
  readonly tenantId: string
  readonly requestId: string
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string }
}

/** Stores jobs in the caller's transaction: they exist exactly when its changes do. */
export async function insertJobs(tx: Transaction, asker: Asker, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return
  const { kind, id, name } = asker.actor
  await tx
    .insertInto('jobs')
    .values(
      jobs.map((job) => ({
        tenant_id: asker.tenantId,
        id: uuidv7(),
        name: job.name,
        input: JSON.stringify(job.input),
        tries_max: job.triesMax,
        actor: JSON.stringify({ kind, id, name }),
        request_id: asker.requestId,
        run_at: sql<Date>`now() + ${job.delayMs} * interval '1 millisecond'`,
      })),
    )
    .execute()
}
