import { z } from 'zod'
import { MemoryConsent } from '#contract/shapes/memory.ts'
import { query } from '#kernel/use-case.ts'
import { personOf } from '../person.ts'
import { findConsent } from './consent-store.ts'

/** Shows whether agents may remember one. */
export const readMemoryConsent = query({
  name: 'memory-consent.read',
  permission: 'memory:read',
  input: z.strictObject({}),
  output: MemoryConsent,
  run: ({ tx, scope }) => findConsent(tx, personOf(scope)),
})
