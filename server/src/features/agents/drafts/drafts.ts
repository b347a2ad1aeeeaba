import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentDraft, ChangeDraft } from '#contract/shapes/agent-version.ts'
import { query, command } from '#kernel/use-case.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { lockAgent, agentEventPayload } from '../agent-store.ts'
import { changesBetween, configurationOf, tidied } from '../configuration.ts'
import { requireMeans } from '../require-means.ts'
import { showDraft } from './show-draft.ts'
import { changesOf, findDraft, putDraft } from './draft-store.ts'

/** Reads an agent's draft: the published configuration with its unpublished changes. */
export const readDraft = query({
  name: 'agent-draft.read',
  permission: 'agent:write',
  input: AgentRef,
  output: AgentDraft,
  run: ({ tx, scope }, { agentId }) => showDraft(tx, scope, agentId),
})

/** Changes an agent's draft. Answers do not change until it is published. */
export const changeDraft = command({
  name: 'agent-draft.change',
  permission: 'agent:write',
  input: ChangeDraft,
  output: AgentDraft,
  async run({ tx, scope, emit }, { agentId, ...given }) {
    const agent = await lockAgent(tx, scope, agentId)
    const change = withoutUndefined(given)
    await requireMeans(tx, scope, change)
    const published = configurationOf(agent)
    const wanted = tidied({ ...published, ...changesOf(await findDraft(tx, agentId)), ...change })
    await putDraft(tx, scope, agentId, changesBetween(published, wanted))
    emit({ type: 'agent.drafted', payload: agentEventPayload(agent) })
    return showDraft(tx, scope, agentId)
  },
})
