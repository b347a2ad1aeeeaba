import { Agent } from '#contract/shapes/agent.ts'
import { VersionRef } from '#contract/shapes/agent-version.ts'
import { findKnowledgeBaseNames } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, showAgent } from '../agent-store.ts'
import { storedConfiguration, withoutLostKnowledgeBases } from '../configuration.ts'
import { publishConfiguration } from './publish-configuration.ts'
import { requireVersion } from '../version-store.ts'

/** Undoes the published version: the one before is published again, as a new version. */
export const undoVersion = command({
  name: 'agent-version.undo',
  permission: 'agent:write',
  input: VersionRef,
  output: Agent,
  async run(context, { agentId, number }) {
    const { tx, scope } = context
    const agent = await lockAgent(tx, scope, agentId)
    await requireVersion(tx, agentId, number)
    if (number !== agent.version || number === 1)
      throw new Fault(
        'precondition_failed',
        number === 1
          ? 'There is no version before the first one.'
          : 'There is a later version. Restore an earlier one instead.',
      )
    const wanted = storedConfiguration((await requireVersion(tx, agentId, number - 1)).content)
    const there = new Set((await findKnowledgeBaseNames(tx, scope, wanted.knowledgeBaseIds)).keys())
    const { configuration } = withoutLostKnowledgeBases(wanted, there)
    await publishConfiguration(context, agent, { configuration, origin: 'undone' })
    return showAgent(tx, scope, agentId)
  },
})
