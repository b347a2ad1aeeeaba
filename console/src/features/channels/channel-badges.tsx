import { Badge } from '@mantine/core'
import type { Channel } from '#contract/shapes/channel.ts'
import { useChannelMessages } from '../../messages/channels/channel-messages.ts'

/** What kind of channel it is, and whether nothing is taken from it. */
export function ChannelBadges({ channel: { kind, isClosed } }: { channel: Channel }) {
  const { channels: t } = useChannelMessages()
  return (
    <>
      <Badge size="sm" variant="light">
        {t.kinds[kind]}
      </Badge>
      {isClosed && (
        <Badge size="sm" variant="default">
          {t.closed}
        </Badge>
      )}
    </>
  )
}
