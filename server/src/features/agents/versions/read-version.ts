import { VersionRef, WholeAgentVersion } from '#contract/shapes/agent-version.ts'
import { query } from '#kernel/use-case.ts'
import { requireAgent } from '../agent-store.ts'
import { authorNames, requireVersion, toWholeVersion } from '../version-store.ts'

/** Shows what an agent was in one version. */
export const readVersion = query({
  name: 'agent-version.read',
  permission: 'agent:write',
  input: VersionRef,
  output: WholeAgentVersion,
  async run({ tx, scope }, { agentId, number }) {
    await requireAgent(tx, scope, agentId)
    const row = await requireVersion(tx, agentId, number)
    return toWholeVersion(row, await authorNames(tx, [row]))
  },
})
