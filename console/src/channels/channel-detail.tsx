import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Channel } from '#contract/shapes/channel.ts'
import type { EmailChannel } from '#contract/shapes/email-channel.ts'
import { refresh } from '../data/cache.ts'
import { channels } from '../data/channel-resources.ts'
import { removeWithUndo } from '../data/removals.ts'
import { CopyButton } from '../look/copy-button.tsx'
import { DetailHead } from '../look/detail-head.tsx'
import { AlertIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import classes from '../settings/settings.module.css'
import { useChannelWords } from '../words/channels/channel-words.ts'
import { faultSentence } from '../words/fault-sentence.ts'
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
  const words = useChannelWords()
  const { channels: said, general } = words
  const [isChanging, setChanging] = useState(false)
  const [busy, setBusy] = useState('')
  const { id, name, isClosed } = channel
  const complain = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })
  const doing = (what: string, work: () => Promise<unknown>) => async () => {
    setBusy(what)
    await work().catch(complain)
    setBusy('')
    refresh('channels')
  }
  const test = doing('test', async () => {
    const { address, trouble } = await channels.test(id)
    toast({ text: trouble ?? said.tested(address), isFailure: trouble !== null })
  })
  const rotate = doing('rotate', async () => onSecret((await channels.changeSecret(id)).secret))
  const close = doing('close', () => channels.change(id, { isClosed: !isClosed }))
  const remove = () => {
    navigate(to.settings('channels'))
    removeWithUndo({
      id,
      said: said.removed(name),
      remove: (options) => channels.remove(id, options),
      onFailure: complain,
    })
  }
  const inbound = `${location.origin}${email?.inboundPath ?? `/v1/channels/${id}/messages`}`
  return (
    <Stack>
      <DetailHead
        up={{ href: to.settings('channels'), label: said.all }}
        name={name}
        badges={<ChannelBadges channel={channel} />}
        address={email?.address}
      />
      {email && !email.isSendingPossible && (
        <Alert color="red" variant="outline" icon={<AlertIcon />}>
          {said.noServer}
        </Alert>
      )}
      <div>
        <Text size="sm" c="var(--quiet)">
          {email ? said.inbound : said.apiInbound}
        </Text>
        <div className={classes.secret}>
          <code>{inbound}</code>
          <CopyButton text={() => inbound} />
        </div>
      </div>
      <Group gap="xs">
        {email && (
          <Button size="xs" onClick={test} loading={busy === 'test'}>
            {said.test}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setChanging(true)}>
          {said.change}
        </Button>
        {email && (
          <Button size="xs" variant="default" onClick={rotate} loading={busy === 'rotate'}>
            {said.newSecret}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={close} loading={busy === 'close'}>
          {isClosed ? said.open : said.close}
        </Button>
        <Button size="xs" variant="light" color="red" onClick={remove}>
          {general.remove}
        </Button>
      </Group>
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
