import { z } from 'zod'
import { InitiativeWishes } from '#contract/shapes/initiative.ts'
import { actorId } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { showWishes } from './show-wishes.ts'

/** Shows whether agents may speak to one first, and when not. */
export const readWishes = query({
  name: 'initiative-wishes.read',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: InitiativeWishes,
  run: ({ tx, scope }) => showWishes(tx, actorId(scope)),
})
