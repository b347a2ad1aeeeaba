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

/** Lists the channels by which external systems deliver messages. */
export const listChannels = query({
  name: 'channel.list',
  permission: 'channel:manage',
  input: z.strictObject({}),
  output: ChannelList,
  run: async ({ tx }) => ({ items: (await listChannelRows(tx)).map(toChannel) }),
})

/**
 * Creates a channel: an external system delivers messages of its people, and a webhook of its own carries the answers.
 */
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

/** Changes a channel, or closes it: then it accepts no messages. */
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

/** Deletes a channel and the webhook for its answers. Its conversations stay, but their people hear no more. */
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
