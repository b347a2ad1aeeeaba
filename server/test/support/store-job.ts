import { uuidv7 } from 'uuidv7'
import type { Application } from '#kernel/application.ts'

interface StoredJob {
  name: string
  input?: object
  state: 'waiting' | 'done' | 'dead'
  tries: number
  triesMax: number
  reason?: string
}

/** Stores a job past the use-cases that ask for one, as if it had come so far; answers its id. */
export async function storeJob(
  { database }: Pick<Application, 'database'>,
  tenantId: string,
  { name, input = {}, state, tries, triesMax, reason }: StoredJob,
): Promise<string> {
  const id = uuidv7()
  const job = {
    tenant_id: tenantId,
    id,
    name,
    input: JSON.stringify(input),
    actor: JSON.stringify({ kind: 'system', id: null, name: 'system' }),
    request_id: 'test',
    state,
    tries,
    tries_max: triesMax,
    last_error: reason ?? null,
  }
  await database.write(tenantId, (tx) => tx.insertInto('jobs').values(job).execute())
  return id
}
