import type { CommandContext } from '#kernel/use-case.ts'
import { announceMemory } from '../announce.ts'
import { removeMemoriesFrom } from '../memory-store.ts'
import { personFrom } from '../person.ts'

/** Forgets what was learnt from a message that its author says anew. */
export async function forgetMessage(context: CommandContext, messageId: string): Promise<void> {
  const [first, ...others] = await removeMemoriesFrom(context.tx, messageId)
  if (!first) return
  for (const agentId of new Set([first, ...others].map((row) => row.agent_id)))
    announceMemory(context, personFrom(first), agentId)
}
