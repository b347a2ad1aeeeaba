import { z } from 'zod'
import { ChannelList, Channel, CreateChannel, ChangeChannel, ChannelRef } from '#contract/shapes/channel.ts'
import { requireAgent } from '#features/agents/index.ts'
import { query, command } from '#kernel/use-case.ts'
import {
  listChannelRows,
  toChannel,
  insertChannel,
  requireChannel,
  updateChannel,
  removeChannel,
} from './channel-store.ts'

/** Lists the outside systems that bring messages. */
export const listChannels = query({
  name: 'channel.list',
  permission: 'channel:manage',
  input: z.strictObject({}),
  output: ChannelList,
  run: async ({ tx }) => ({ items: (await listChannelRows(tx)).map(toChannel) }),
})

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

/** Removes a channel with the webhook that carried its answers. The conversations stay, with nobody to hear more. */
export const deleteChannel = command({
  name: 'channel.delete',
  permission: 'channel:manage',
  input: ChannelRef,
  output: z.null(),
  async run({ tx, emit }, { channelId }) {
    const { name } = await requireChannel(tx, channelId)
    await removeChannel(tx, channelId)
    emit({ type: 'channel.deleted', payload: { channelId, name } })
    return null
  },
})
