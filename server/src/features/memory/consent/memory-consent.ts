import { z } from 'zod'
import { MemoryConsent, SetMemoryConsent } from '#contract/shapes/memory.ts'
import { query, command } from '#kernel/use-case.ts'
import { personOf } from '../person.ts'
import { announceMemory } from '../announce.ts'
import { findConsent, lockConsent, storeConsent } from './consent-store.ts'

/** Shows whether agents may remember one. */
export const readMemoryConsent = query({
  name: 'memory-consent.read',
  permission: 'memory:read',
  input: z.strictObject({}),
  output: MemoryConsent,
  run: ({ tx, scope }) => findConsent(tx, personOf(scope)),
})

/**
 * Allows or forbids agents to remember the caller. If forbidden, nothing is extracted or recalled; existing memories
 * stay until they are erased.
 */
export const setMemoryConsent = command({
  name: 'memory-consent.set',
  permission: 'memory:write',
  input: SetMemoryConsent,
  output: MemoryConsent,
  async run(context, { remembers }) {
    const { tx, scope } = context
    const person = personOf(scope)
    const before = await lockConsent(tx, scope, person)
    const after: MemoryConsent = { remembers, isChosen: true }
    if (before.isChosen && before.remembers === remembers) return after
    await storeConsent(tx, person, remembers)
    announceMemory(context, person, null)
    return after
  },
})
