import { Badge } from '@mantine/core'
import type { Channel } from '#contract/shapes/channel.ts'
import { useChannelWords } from '../words/channels/channel-words.ts'

/** What kind of channel it is, and whether nothing is taken from it. */
export function ChannelBadges({ channel: { kind, isClosed } }: { channel: Channel }) {
  const { channels: said } = useChannelWords()
  return (
    <>
      <Badge size="sm" variant="light">
        {said.kinds[kind]}
      </Badge>
      {isClosed && (
        <Badge size="sm" variant="default">
          {said.closed}
        </Badge>
      )}
    </>
  )
}
