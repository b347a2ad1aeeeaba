import { ChangeChannel, Channel } from '#contract/shapes/channel.ts'
import { requireAgent } from '#features/agents/index.ts'
import { command } from '#kernel/use-case.ts'
import { requireChannel, toChannel, updateChannel } from './channel-store.ts'

/** Changes what is given of a channel, or closes it: nothing is taken from it then. */
export const changeChannel = command({
  name: 'channel.change',
  permission: 'channel:manage',
  input: ChangeChannel,
  output: Channel,
  async run({ tx, scope, emit }, { channelId, name, agentId, isClosed }) {
    await requireChannel(tx, channelId)
    if (agentId) await requireAgent(tx, scope, agentId)
    const row = await updateChannel(tx, channelId, {
      ...(name !== undefined && { name }),
      ...(agentId !== undefined && { agent_id: agentId }),
      ...(isClosed !== undefined && { is_closed: isClosed }),
    })
    emit({ type: 'channel.changed', payload: { channelId, name: row.name } })
    return toChannel(row)
  },
})
