import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Channel } from '#contract/shapes/channel.ts'
import type { EmailChannel } from '#contract/shapes/email-channel.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { removeWithUndo } from '../../ui/removals.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DetailHeader } from '../../ui/detail-header.tsx'
import { AlertIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import classes from '../../ui/settings.module.css'
import { useChannelMessages } from '../../messages/channels/channel-messages.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { ChannelBadges } from './channel-badges.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { Mails } from './mails.tsx'

interface ChannelDetailProps {
  channel: Channel
  /** Null for one that takes no mail. */
  email: EmailChannel | null
  onSecret: (secret: string) => void
}

/** One channel: where its messages come in, what can be done with it, and what came and went. */
export function ChannelDetail({ channel, email, onSecret }: ChannelDetailProps) {
  const { channels: tChannels } = useChannelMessages()
  const [isChanging, setChanging] = useState(false)
  const { id, name } = channel
  const inbound = `${location.origin}${email?.inboundPath ?? `/v1/channels/${id}/messages`}`
  return (
    <Stack>
      <DetailHeader
        up={{ href: to.settings('channels'), label: tChannels.all }}
        name={name}
        badges={<ChannelBadges channel={channel} />}
        address={email?.address}
      />
      {email && !email.isSendingPossible && (
        <Alert color="red" variant="outline" icon={<AlertIcon />}>
          {tChannels.noServer}
        </Alert>
      )}
      <div>
        <Text size="sm" c="var(--quiet)">
          {email ? tChannels.inbound : tChannels.apiInbound}
        </Text>
        <div className={classes.secret}>
          <code>{inbound}</code>
          <CopyButton text={() => inbound} />
        </div>
      </div>
      <ChannelActions
        channel={channel}
        email={email}
        onChange={() => setChanging(true)}
        onSecret={onSecret}
      />
      {email && <Mails channelId={id} />}
      <ChannelDialog
        kind={isChanging ? channel.kind : null}
        channel={channel}
        email={email}
        onClose={() => setChanging(false)}
      />
    </Stack>
  )
}

/** What can be done with a channel. */
function ChannelActions({
  channel: { id, name, isClosed },
  email,
  onChange,
  onSecret,
}: ChannelDetailProps & { onChange: () => void }) {
  const t = useChannelMessages()
  const { channels: tChannels, general } = t
  const [busy, setBusy] = useState('')
  const complain = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const doing = (what: string, work: () => Promise<unknown>) => async () => {
    setBusy(what)
    await work().catch(complain)
    setBusy('')
    invalidate('channel')
  }
  const test = doing('test', async () => {
    const { address, error } = await client.channels.test(id)
    toast({ text: error ?? tChannels.tested(address), isFailure: error !== null })
  })
  const rotate = doing('rotate', async () => onSecret((await client.channels.changeSecret(id)).secret))
  const close = doing('close', () => client.channels.change(id, { isClosed: !isClosed }))
  const remove = () => {
    navigate(to.settings('channels'))
    removeWithUndo({
      id,
      message: tChannels.removed(name),
      remove: (options) => client.channels.remove(id, {}, options),
      onFailure: complain,
    })
  }
  return (
    <Group gap="xs">
      {email && (
        <Button size="xs" onClick={test} loading={busy === 'test'}>
          {tChannels.test}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={onChange}>
        {tChannels.change}
      </Button>
      {email && (
        <Button size="xs" variant="default" onClick={rotate} loading={busy === 'rotate'}>
          {tChannels.newSecret}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={close} loading={busy === 'close'}>
        {isClosed ? tChannels.open : tChannels.close}
      </Button>
      <Button size="xs" variant="light" color="red" onClick={remove}>
        {general.remove}
      </Button>
    </Group>
  )
}
