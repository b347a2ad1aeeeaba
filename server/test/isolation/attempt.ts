import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { UseCase } from '#kernel/use-case.ts'
import type { Actor } from './world.ts'

/** How a call ended. What it answered, or all parts of a stream until it was silent. */
export type Outcome =
  | { readonly ended: 'answered'; readonly value: unknown; readonly isStream: boolean }
  | { readonly ended: 'refused'; readonly code: ErrorCode; readonly message: string }

const SILENCE_MS = 250
const LATER_QUESTIONS = 5

/** Calls a use-case as that actor, with an input that was made up. */
export async function attempt(actor: Actor, useCase: UseCase, input: unknown): Promise<Outcome> {
  const { scope, leave } = await actor.enter()
  const call = useCase as (scope: Scope, input: never) => unknown
  try {
    const answer = await call(scope, input as never)
    if (!isStream(answer)) return { ended: 'answered', value: answer, isStream: false }
    return { ended: 'answered', value: await heard(scope, answer), isStream: true }
  } catch (error) {
    const fault = asFault(error)
    return { ended: 'refused', code: fault.code, message: fault.message }
  } finally {
    leave()
  }
}

const isStream = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer

/** The parts of a stream to its end, or until nothing came for a while in which others were answered. */
async function heard(scope: Scope, stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const parts: unknown[] = []
  const iterator = stream[Symbol.asyncIterator]()
  for (;;) {
    const awaited = iterator.next()
    const next = await Promise.race([awaited, silence(scope)])
    if (next === null || next.done) return parts
    parts.push(next.value)
  }
}

/** On a busy machine time alone says nothing: whoever asked the database later must have been answered, too. */
async function silence({ app, tenantId }: Scope): Promise<null> {
  for (let at = 0; at < LATER_QUESTIONS; at += 1) {
    await pause(SILENCE_MS / LATER_QUESTIONS)
    await app.database.read(tenantId, (tx) => sql`SELECT 1`.execute(tx))
  }
  return null
}

export const saysOutcome = (outcome: Outcome): string =>
  outcome.ended === 'answered' ? 'an answer' : `${outcome.code} (${outcome.message})`
