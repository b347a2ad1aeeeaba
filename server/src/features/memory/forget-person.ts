import type { CommandContext } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockChoice } from './choice/choice-store.ts'
import { removeFactsOf } from './fact-store.ts'
import type { Person } from './person.ts'

/** Erases what one agent knows of a person, or what all do with null, and says so. */
export async function forgetPerson(context: CommandContext, person: Person, agentId: string | null) {
  // What is being learnt at this moment comes before, and is erased too, or after.
  await lockChoice(context.tx, context.scope, person)
  const erased = await removeFactsOf(context.tx, person, agentId)
  if (erased > 0) announceMemory(context, person, agentId)
  return { erased }
}
