import type { EventType, NewEvent } from '#contract/events.ts'
import type { CommandContext } from './use-case.ts'

/** What a feature does when an event is emitted: in the transaction that emits it, once its command has run. */
export interface Reaction {
  readonly type: EventType
  run(context: CommandContext, known: unknown): Promise<void> | void
}

/**
 * Reacts to events of a type. `known` is what their emitter had in memory, so that nothing is read twice; one that is emitted without it
 * is not reacted to.
 */
export const on = <Known>(
  type: EventType,
  run: (context: CommandContext, known: Known) => Promise<void> | void,
): Reaction => ({
  type,
  run: (context, known) => (known === undefined ? undefined : run(context, known as Known)),
})

/** An event that a command emitted, and what it knew. */
export type Emitted = readonly [event: NewEvent, known: unknown]

/** Lets features react to what a command emitted, and to what they emit by that. */
export async function reactTo(emitted: readonly Emitted[], context: CommandContext): Promise<void> {
  const { reactions } = context.scope.app
  // It grows as it is walked through.
  for (const [event, known] of emitted)
    for (const { type, run } of reactions) if (type === event.type) await run(context, known)
}
