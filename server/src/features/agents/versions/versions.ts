import {
  AgentVersionPage,
  ListVersions,
  VersionRef,
  WholeAgentVersion,
  AgentDraft,
} from '#contract/shapes/agent-version.ts'
import { byCount, pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { requireAgent, lockAgent, agentEventPayload } from '../agent-store.ts'
import { authorNames, listVersionRows, toVersion, requireVersion, toWholeVersion } from '../version-store.ts'
import { changesBetween, configurationOf, storedConfiguration } from '../configuration.ts'
import { putDraft } from '../drafts/draft-store.ts'
import { showDraft } from '../drafts/show-draft.ts'

/** Lists the versions of an agent, newest first. */
export const listVersions = query({
  name: 'agent-version.list',
  permission: 'agent:write',
  input: ListVersions,
  output: AgentVersionPage,
  async run({ tx, scope }, { agentId, limit, after }) {
    await requireAgent(tx, scope, agentId)
    const cursor = readCursor(after, byCount)
    const rows = await listVersionRows(tx, agentId, cursor && Number(cursor.at), limit + 1)
    const names = await authorNames(tx, rows)
    return pageFrom(
      rows,
      limit,
      (row) => toVersion(row, names),
      (row) => ({ at: String(row.number), id: agentId }),
    )
  },
})

/** Reads one version of an agent. */
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

/** Turns an earlier version into the agent's draft, replacing the current draft. */
export const restoreVersion = command({
  name: 'agent-version.restore',
  permission: 'agent:write',
  input: VersionRef,
  output: AgentDraft,
  async run({ tx, scope, emit }, { agentId, number }) {
    const agent = await lockAgent(tx, scope, agentId)
    const { content } = await requireVersion(tx, agentId, number)
    await putDraft(tx, scope, agentId, changesBetween(configurationOf(agent), storedConfiguration(content)))
    emit({ type: 'agent.drafted', payload: agentEventPayload(agent) })
    return showDraft(tx, scope, agentId)
  },
})
