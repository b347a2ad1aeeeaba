import type { z } from 'zod'
import type { Transaction, Viewer } from '#platform/database/open.ts'
import { type Send, ignoreRejection } from '#platform/database/transaction.ts'
import type { CommittedEvent } from '#platform/outbox/event.ts'
import { sendEvents } from '#platform/outbox/insert-events.ts'
import { type AskedJobs, jobStatements } from '#platform/queue/insert-jobs.ts'
import type { NewJob } from '#platform/queue/job.ts'
import type { NewEvent } from '#contract/events.ts'
import { recall, resultStatements } from './idempotency.ts'
import { originStatements } from './request-origin.ts'
import { countEvents } from './metrics.ts'
import type { AskedPermission } from './permissions.ts'
import type { Scope } from './scope.ts'
import { goesOnWhenFull, requireFreeSpace } from './require-free-space.ts'
import { type Emitted, reactTo } from './reactions.ts'
import { storableJson } from './storable.ts'
import type { CommandContext, QueryContext } from './use-case.ts'

interface Command {
  readonly name: string
  readonly permission: AskedPermission
  readonly input: z.ZodType
  readonly secret?: boolean
  readonly runsAgain?: boolean
  /** What it is about, if it shares its transaction with calls about other things; null: it has its own. */
  readonly subject: string | null
}

/** As whom the database lets the actor read: only the system sees what people keep private. */
const viewerOf = ({ actor }: Scope): Viewer => (actor.permissions.has('internal') ? 'server' : actor.id)

/** Runs a query in a read-only transaction of the scope's tenant. */
export const runQuery = <R>(scope: Scope, run: (context: QueryContext) => Promise<R>): Promise<R> =>
  scope.app.database.read(scope.tenantId, (tx) => run({ scope, tx }), viewerOf(scope))

/**
 * Runs a command: its writes, events, jobs and idempotency record commit together or not at all; only then are
 * listeners, the worker and live topics notified.
 */
export async function runCommand<R>(
  scope: Scope,
  useCase: Command,
  input: unknown,
  run: (context: CommandContext) => Promise<R>,
): Promise<R> {
  if (!goesOnWhenFull(useCase.name)) requireFreeSpace(scope)
  return commit(scope, useCase.subject, run, { useCase, input })
}

interface StepRun {
  readonly subject: string | null
  readonly evenWhenFull: boolean
}

/** Runs a step in its own transaction: like a command, but without an idempotency key. */
export async function runStep<R>(
  scope: Scope,
  { subject, evenWhenFull }: StepRun,
  run: (context: CommandContext) => Promise<R>,
): Promise<R> {
  if (!evenWhenFull) requireFreeSpace(scope)
  return commit(scope, subject, run, null)
}

async function commit<R>(
  scope: Scope,
  subject: string | null,
  run: (context: CommandContext) => Promise<R>,
  repeatable: { readonly useCase: Command; readonly input: unknown } | null,
): Promise<R> {
  let emitted: Emitted[] = []
  let jobs: NewJob[] = []
  let announcements: [topic: string, message: unknown][] = []
  let told: Promise<readonly CommittedEvent[]> = Promise.resolve([])
  const { database, live, metrics, traces, wake, processId, settings } = scope.app
  const taker = { takes: wake.takes, processId, leaseMs: settings.leaseMs }
  let asked: Pick<AskedJobs, 'leased' | 'waiting'> = { leased: [], waiting: [] }

  const asker = traces ? { ...scope, traceParent: traces.active()?.traceParent ?? null } : scope

  const work = async (tx: Transaction, send: Send) => {
    // A call whose shared transaction failed starts again.
    emitted = []
    jobs = []
    announcements = []
    const earlier = repeatable && (await recall<R>(tx, scope, repeatable.useCase, repeatable.input))
    if (earlier) return earlier.result
    const context: CommandContext = {
      scope,
      tx,
      send,
      // Events contain names that people chose, and no text is refused because of one character.
      emit: (event, known) => void emitted.push([storableJson(event) as NewEvent, known]),
      enqueue: (kind, jobInput, options) =>
        void jobs.push({
          name: kind.name,
          input: jobInput,
          triesMax: kind.triesMax,
          delayMs: options?.delayMs ?? 0,
          known: options?.known,
          isBegun: options?.isBegun ?? false,
        }),
      announce: (topic, message) => void announcements.push([topic, message]),
    }
    const answer = await run(context)
    await reactTo(emitted, context)
    const events = eventsOf(emitted)
    const { statements, ...placed } = jobStatements(asker, jobs, taker)
    asked = placed
    for (const statement of originStatements(tx, scope, events)) send(statement)
    for (const statement of statements) send(statement)
    if (repeatable)
      for (const statement of resultStatements(tx, scope, repeatable.useCase, answer)) send(statement)
    told = ignoreRejection(sendEvents(send, scope, events))
    return answer
  }
  const { tenantId, idempotencyKey } = scope
  // Claiming a key is a write; a refused repeat would roll back everybody else's work.
  const result =
    subject !== null && (repeatable === null || idempotencyKey === null)
      ? await database.writeInGroup(tenantId, subject, work, viewerOf(scope))
      : await database.write(tenantId, work, viewerOf(scope))

  for (const [topic, message] of announcements) live.publish(topic, message)
  countEvents(metrics, eventsOf(emitted))
  if (emitted.length > 0) wake.listeners(await told)
  if (jobs.length > 0) wake.worker(asked.leased, asked.waiting)
  return result
}

const eventsOf = (emitted: readonly Emitted[]): NewEvent[] => emitted.map(([event]) => event)
