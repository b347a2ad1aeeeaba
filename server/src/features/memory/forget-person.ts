import type { CommandContext } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockConsent } from './consent/consent-store.ts'
import { removeMemoriesOf } from './memory-store.ts'
import type { Person } from './person.ts'

/** Erases what one agent knows of a person, or with null what all do, and announces it. */
export async function forgetPerson(context: CommandContext, person: Person, agentId: string | null) {
  // An extraction that is running either finishes before and is erased too, or waits until after.
  await lockConsent(context.tx, context.scope, person)
  const erased = await removeMemoriesOf(context.tx, person, agentId)
  if (erased > 0) announceMemory(context, person, agentId)
  return { erased }
}
