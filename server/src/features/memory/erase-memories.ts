import { EraseMemories, ErasedMemories } from '#contract/shapes/memory.ts'
import { command } from '#kernel/use-case.ts'
import { forgetPerson } from './forget-person.ts'
import { personOf } from './person.ts'
import { requireKnower } from './visible.ts'

/** Makes one agent, or all of them (in a widget: its own), forget everything about one, for good. */
export const eraseMemories = command({
  name: 'memory.erase-all',
  permission: 'memory:write',
  input: EraseMemories,
  output: ErasedMemories,
  async run(context, { agentId }) {
    if (agentId) await requireKnower(context.tx, context.scope, agentId)
    return forgetPerson(
      context,
      personOf(context.scope),
      agentId ?? context.scope.actor.through?.agentId ?? null,
    )
  },
})
