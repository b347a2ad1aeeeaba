import type { CommandContext } from '#kernel/use-case.ts'
import { announceMemory } from '../announce.ts'
import { removeMemoriesFrom } from '../memory-store.ts'
import { personFrom } from '../person.ts'

/** Erases memories that came from a message which its author edited. */
export async function forgetMessage(context: CommandContext, messageId: string): Promise<void> {
  const [first, ...others] = await removeMemoriesFrom(context.tx, messageId)
  if (!first) return
  for (const agentId of new Set([first, ...others].map((row) => row.agent_id)))
    announceMemory(context, personFrom(first), agentId)
}
