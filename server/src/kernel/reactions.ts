import type { EventType, NewEvent } from '#contract/events.ts'
import type { CommandContext } from './use-case.ts'

/** What a feature does when an event is emitted: in the emitting transaction, after the command has run. */
export interface Reaction {
  readonly type: EventType
  run(context: CommandContext, known: unknown): Promise<void> | void
}

/**
 * Reacts to events of a type. `known` is what the emitter had in memory, so that nothing is read twice; events emitted without it
 * are ignored.
 */
export const on = <Known>(
  type: EventType,
  run: (context: CommandContext, known: Known) => Promise<void> | void,
): Reaction => ({
  type,
  run: (context, known) => (known === undefined ? undefined : run(context, known as Known)),
})

/** An event that a command emitted, with what it had in memory. */
export type Emitted = readonly [event: NewEvent, known: unknown]

/** Runs reactions to the events of a command, and to the events that those reactions emit. */
export async function reactTo(emitted: readonly Emitted[], context: CommandContext): Promise<void> {
  const { reactions } = context.scope.app
  // The list grows during the loop.
  for (const [event, known] of emitted)
    for (const { type, run } of reactions) if (type === event.type) await run(context, known)
}
