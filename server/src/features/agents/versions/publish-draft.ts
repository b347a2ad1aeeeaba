import { Agent } from '#contract/shapes/agent.ts'
import { PublishAgent } from '#contract/shapes/agent-version.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, showAgent } from '../agent-store.ts'
import { requireMeans } from '../require-means.ts'
import { publishConfiguration } from './publish-configuration.ts'
import { dropDraft } from '../drafts/draft-store.ts'
import { draftedConfiguration } from '../drafts/show-draft.ts'

/** Publishes an agent's draft as its next version, which answers from now on. */
export const publishDraft = command({
  name: 'agent-draft.publish',
  permission: 'agent:write',
  input: PublishAgent,
  output: Agent,
  async run(context, { agentId, note, revision }) {
    const { tx, scope } = context
    const agent = await lockAgent(tx, scope, agentId)
    const { draft, configuration } = await draftedConfiguration(tx, scope, agent)
    if (revision !== undefined && revision !== (draft?.revision ?? 0))
      throw new Fault(
        'conflict',
        'The draft has changed in the meantime. Review it again before you publish it.',
      )
    await requireMeans(tx, scope, { model: configuration.model })
    await dropDraft(tx, agentId)
    if ((await publishConfiguration(context, agent, { configuration, origin: 'published', note })) === null)
      throw new Fault('precondition_failed', 'There are no changes to publish.')
    return showAgent(tx, scope, agentId)
  },
})
