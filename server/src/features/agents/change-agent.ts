import { Agent, ChangeAgent } from '#contract/shapes/agent.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent, showAgent } from './agent-store.ts'
import { configurationOf } from './configuration.ts'
import { requireMeans } from './require-means.ts'
import { publishConfiguration } from './versions/publish-configuration.ts'

/** Changes what is given of an agent and publishes it at once; conversations go on with it as it is now. */
export const changeAgent = command({
  name: 'agent.change',
  permission: 'agent:write',
  input: ChangeAgent,
  output: Agent,
  async run(context, { agentId, ...given }) {
    const { tx, scope } = context
    const agent = await lockAgent(tx, scope, agentId)
    const change = withoutUndefined(given)
    await requireMeans(tx, scope, change)
    await publishConfiguration(context, agent, {
      configuration: { ...configurationOf(agent), ...change },
      origin: 'changed',
    })
    return showAgent(tx, scope, agentId)
  },
})
