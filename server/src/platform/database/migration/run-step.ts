import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { databaseErrorIn } from '../faults.ts'
import type { Schema } from '../schema.ts'
import { RolesMissing } from '../roles.ts'
import { describeHolders, forceAgain, lockTouched } from './locks.ts'
import type { Step } from './steps.ts'

type Connection = Kysely<Schema>

/** A step could not be taken, and was undone; the message says why. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

/** Pauses between attempts to get the locks of a step, in milliseconds; turns continue meanwhile. */
export const LOCK_RETRY_PAUSES: readonly number[] = [500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]

const LOCKED_STATES = ['55P03', '40P01']

/** Records that a step was taken, or taken back. */
export const record = async (db: Connection, { name, way }: Step) =>
  void (await (way === 'up'
    ? sql`INSERT INTO schema_migrations (name, timestamp) VALUES (${name}, ${new Date().toISOString()})`
    : sql`DELETE FROM schema_migrations WHERE name = ${name}`
  ).execute(db))

/** Runs a step in the transaction with the migrator's lock. `hasRows`: whether anybody may be working there. */
export async function runInside(
  tx: Connection,
  step: Step,
  isolation: string,
  hasRows: boolean,
): Promise<void> {
  const text = step.isOutside ? step.sql.replaceAll(/\bCONCURRENTLY\b/gi, '') : step.sql
  if (hasRows) await lockTouched(tx, text)
  await sql.raw(text).execute(tx)
  if (step.way === 'up') await sql.raw(isolation).execute(tx)
  else await forceAgain(tx)
  await record(tx, step)
}

/** Retries for a while if somebody else holds a required lock. Throws StepFailed for steps that had started. */
export async function retryWhileLocked<R>(
  db: Connection,
  nameOf: () => string,
  attempt: () => Promise<R>,
  patience: readonly number[],
): Promise<R> {
  for (let tries = 0; ; tries += 1)
    try {
      return await attempt()
    } catch (error) {
      const said = databaseErrorIn(error)
      if (nameOf() === '' || error instanceof RolesMissing) throw error
      if (!said || !LOCKED_STATES.includes(said.code)) {
        const reason = said?.message ?? (error instanceof Error ? error.message : String(error))
        throw new StepFailed(`Migration ${nameOf()} failed and was undone: ${reason}`, { cause: error })
      }
      const wait = patience[tries]
      if (wait === undefined) throw await lockedOut(db, nameOf(), error)
      await pause(wait)
    }
}

async function lockedOut(db: Connection, name: string, cause: unknown): Promise<StepFailed> {
  const holders = await describeHolders(db).catch(() => '')
  const who = holders === '' ? 'Whoever had it is gone by now' : `Just now ${holders}`
  return new StepFailed(
    `Migration ${name} was undone, because a table that it changes stayed in use. ${who}. Wait for that to end, or end it, and try again.`,
    { cause },
  )
}
