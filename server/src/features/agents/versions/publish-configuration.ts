import type { AgentConfiguration } from '#contract/shapes/agent.ts'
import type { VersionOrigin } from '#contract/shapes/agent-version.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type EquippedAgent, replaceKnowledgeBases, updateAgent, agentEventPayload } from '../agent-store.ts'
import { configurationOf, columnsOf, differing, tidied } from '../configuration.ts'
import { rebaseDraft } from '../drafts/draft-store.ts'
import { type Author, insertVersion } from '../version-store.ts'

interface Publishing {
  configuration: AgentConfiguration
  origin: VersionOrigin
  note?: string
  /** Its author, if that is not the actor. */
  author?: Author
}

/**
 * Publishes a configuration as the agent's next version. The agent is locked, and its knowledge bases and model were
 * checked. Null if nothing changed, so that every version has a reason.
 */
export async function publishConfiguration(
  { tx, scope, emit }: CommandContext,
  agent: EquippedAgent,
  { configuration, origin, note = '', author }: Publishing,
): Promise<number | null> {
  const [before, after] = [configurationOf(agent), tidied(configuration)]
  const changed = differing(before, after)
  if (changed.length === 0) return null
  const number = agent.version + 1
  await updateAgent(tx, agent.id, { ...columnsOf(after), version: number })
  if (changed.some((field) => field.startsWith('knowledgeBase')))
    await replaceKnowledgeBases(tx, scope, agent.id, after)
  await insertVersion(tx, author ?? scope.actor, scope, {
    agentId: agent.id,
    number,
    configuration: after,
    changed,
    origin,
    note,
  })
  await rebaseDraft(tx, agent.id, after)
  emit({
    type: 'agent.changed',
    payload: { ...agentEventPayload({ ...agent, name: after.name }), version: number },
  })
  return number
}

/** The same with only the instructions changed. */
export const publishInstructions = (
  context: CommandContext,
  agent: EquippedAgent,
  { instructions, ...rest }: Omit<Publishing, 'configuration'> & { instructions: string },
) =>
  publishConfiguration(context, agent, {
    ...rest,
    configuration: { ...configurationOf(agent), instructions },
  })
