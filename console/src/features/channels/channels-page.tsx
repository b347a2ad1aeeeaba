import { Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Channel } from '#contract/shapes/channel.ts'
import type { EmailChannel } from '#contract/shapes/email-channel.ts'
import { invalidate } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { channelList } from './channel-list.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { PlusIcon, SendIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Link } from '../../routing/link.tsx'
import { useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import classes from '../../ui/settings.module.css'
import { SettingsList } from '../../ui/settings-list.tsx'
import { useChannelMessages } from '../../messages/channels/channel-messages.ts'
import { ChannelBadges } from './channel-badges.tsx'
import { ChannelDetail } from './channel-detail.tsx'
import { ChannelDialog } from './channel-dialog.tsx'

const AGAIN_MS = 5_000

type Kind = Channel['kind']

/** Whose people write to us from elsewhere: all channels, or one of them, which has an address in the console. */
export function ChannelsPage() {
  const { channels: t } = useChannelMessages()
  const held = useResource(channelList)
  const hidden = useStore(removing)
  const [open, setOpen] = useFilter('channel')
  const [adding, setAdding] = useState<Kind | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && invalidate('channel'), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <ResourceView of={held}>
        {({ items, emails }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          if (open === '') return <List items={shown} emails={emails} onAdd={setAdding} />
          const one = shown.find(({ id }) => id === open)
          if (!one) return <NotFound />
          const email = emails.find(({ channel }) => channel.id === open) ?? null
          return <ChannelDetail key={one.id} channel={one} email={email} onSecret={setSecret} />
        }}
      </ResourceView>
      <ChannelDialog
        kind={adding}
        channel={null}
        email={null}
        onClose={() => setAdding(null)}
        onMade={(id, made) => {
          setAdding(null)
          setOpen(id)
          setSecret(made)
        }}
      />
      <SecretDialog t={t} secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}

interface ListProps {
  items: Channel[]
  emails: EmailChannel[]
  onAdd: (kind: Kind) => void
}

function List({ items, emails, onAdd }: ListProps) {
  const { channels: t } = useChannelMessages()
  const add = (
    <Group gap="xs" justify="center">
      <Button leftSection={<PlusIcon />} onClick={() => onAdd('email')}>
        {t.addEmail}
      </Button>
      <Button variant="default" onClick={() => onAdd('api')}>
        {t.addApi}
      </Button>
    </Group>
  )
  return (
    <SettingsList t={t} icon={SendIcon} add={add} isEmpty={items.length === 0}>
      {items.map((channel) => (
        <li key={channel.id} className={classes.key}>
          <div className={classes.key_facts}>
            <Group gap="xs">
              <Text fw={600} component={Link} href={`${to.settings('channels')}?channel=${channel.id}`}>
                {channel.name}
              </Text>
              <ChannelBadges channel={channel} />
            </Group>
            <Text size="sm" dir="ltr" ta="start" style={{ overflowWrap: 'anywhere' }}>
              {emails.find((one) => one.channel.id === channel.id)?.address}
            </Text>
          </div>
        </li>
      ))}
    </SettingsList>
  )
}
