import { PlannedMessageRef } from '#contract/shapes/initiative.ts'
import { flow } from '#kernel/use-case.ts'
import { sayPlanned } from './say-planned.ts'

/** Lets an agent say what was planned, when it is due. */
export const sayWhenDue = flow({
  name: 'planned-message.say',
  permission: 'internal',
  input: PlannedMessageRef,
  run: async ({ scope }, ref) => sayPlanned(scope, ref),
})
