import { EraseFacts, ErasedFacts } from '#contract/shapes/fact.ts'
import { command } from '#kernel/use-case.ts'
import { forgetPerson } from './forget-person.ts'
import { personOf } from './person.ts'
import { requireKnower } from './visible.ts'

/** Makes one agent, or all of them (in a widget: its own), forget everything about one, for good. */
export const eraseFacts = command({
  name: 'fact.erase-all',
  permission: 'memory:write',
  input: EraseFacts,
  output: ErasedFacts,
  async run(context, { agentId }) {
    if (agentId) await requireKnower(context.tx, context.scope, agentId)
    return forgetPerson(
      context,
      personOf(context.scope),
      agentId ?? context.scope.actor.through?.agentId ?? null,
    )
  },
})
