import { z } from 'zod'
import { ChannelRef } from '#contract/shapes/channel.ts'
import { command } from '#kernel/use-case.ts'
import { removeChannel, requireChannel } from './channel-store.ts'

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
