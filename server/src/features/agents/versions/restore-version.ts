import { AgentDraft, VersionRef } from '#contract/shapes/agent-version.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, agentEventPayload } from '../agent-store.ts'
import { changesBetween, configurationOf, storedConfiguration } from '../configuration.ts'
import { putDraft } from '../drafts/draft-store.ts'
import { showDraft } from '../drafts/show-draft.ts'
import { requireVersion } from '../version-store.ts'

/** Makes a draft of what an agent was in an earlier version, in the place of the draft that there is. */
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
