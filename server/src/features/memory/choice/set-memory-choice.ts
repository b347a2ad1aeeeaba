import { MemoryChoice, SetMemoryChoice } from '#contract/shapes/fact.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from '../announce.ts'
import { personOf } from '../person.ts'
import { lockChoice, storeChoice } from './choice-store.ts'

/** Lets agents remember one, or forbids it: then nothing is learnt and nothing recalled. What is known stays until it is erased. */
export const setMemoryChoice = command({
  name: 'memory-choice.set',
  permission: 'memory:write',
  input: SetMemoryChoice,
  output: MemoryChoice,
  async run(context, { remembers }) {
    const { tx, scope } = context
    const person = personOf(scope)
    const before = await lockChoice(tx, scope, person)
    const after: MemoryChoice = { remembers, isChosen: true }
    if (before.isChosen && before.remembers === remembers) return after
    await storeChoice(tx, person, remembers)
    announceMemory(context, person, null)
    return after
  },
})
