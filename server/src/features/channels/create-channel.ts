import { Channel, CreateChannel } from '#contract/shapes/channel.ts'
import { requireAgent } from '#features/agents/index.ts'
import { command } from '#kernel/use-case.ts'
import { insertChannel, toChannel } from './channel-store.ts'

/** Lets an outside system bring messages of its people, and take the answers out by a webhook of its own. */
export const createChannel = command({
  name: 'channel.create',
  permission: 'channel:manage',
  input: CreateChannel,
  output: Channel,
  async run({ tx, scope, emit }, { name, agentId }) {
    if (agentId !== null) await requireAgent(tx, scope, agentId)
    const row = await insertChannel(tx, scope, { name, agentId })
    emit({ type: 'channel.created', payload: { channelId: row.id, name } })
    return toChannel(row)
  },
})
