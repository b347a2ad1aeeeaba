import { z } from 'zod'
import { MemoryChoice } from '#contract/shapes/fact.ts'
import { query } from '#kernel/use-case.ts'
import { personOf } from '../person.ts'
import { findChoice } from './choice-store.ts'

/** Shows whether agents may remember one. */
export const readMemoryChoice = query({
  name: 'memory-choice.read',
  permission: 'memory:read',
  input: z.strictObject({}),
  output: MemoryChoice,
  run: ({ tx, scope }) => findChoice(tx, personOf(scope)),
})
