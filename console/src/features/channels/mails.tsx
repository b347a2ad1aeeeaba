import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { ChannelMail } from '#contract/shapes/email-channel.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SendIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import classes from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useChannelMessages } from '../../messages/channels/channel-messages.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'

/** What came to an address and went out from it, and what came of it. */
export function Mails({ channelId }: { channelId: string }) {
  const { channels: t } = useChannelMessages()
  const held = useResource(pages('channels.mails', channelId))
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t.mails}
      </Title>
      <ResourceView of={held} skeleton={<SkeletonRows count={5} height={56} />}>
        {(page) => <MailList channelId={channelId} page={page} />}
      </ResourceView>
    </Stack>
  )
}

function MailList({ channelId, page }: { channelId: string; page: Page<ChannelMail> }) {
  const { channels: t, general } = useChannelMessages()
  const { isBusy, submit } = useFormSubmit(() => pages('channels.mails', channelId).more(page))
  if (page.items.length === 0) return <EmptyState icon={SendIcon} title={t.mailsNone} hint={t.mailsHint} />
  return (
    <>
      <ul className={classes.keys}>
        {page.items.map((mail) => (
          <MailRow key={mail.id} channelId={channelId} mail={mail} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}

function MailRow({ channelId, mail }: { channelId: string; mail: ChannelMail }) {
  const t = useChannelMessages()
  const { channels: tChannels } = t
  const { direction, state, why, detail, address, subject, updatedAt } = mail
  const { isBusy, submit } = useFormSubmit(async () => {
    await client.channels
      .repeat(channelId, mail.id)
      .catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
    invalidate('channel')
  })
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Group gap="xs">
          <Text fw={500} dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {subject || tChannels.noSubject}
          </Text>
          <Badge size="sm" {...(state === 'failed' ? { color: 'red' } : { variant: 'light' })}>
            {tChannels.states[state]}
          </Badge>
        </Group>
        {why && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {tChannels.reasons[why]} {detail}
          </Text>
        )}
        <Text size="xs" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
          {direction === 'in' ? tChannels.from(address) : tChannels.to(address)} ·{' '}
          <Timestamp at={updatedAt} />
        </Text>
      </div>
      {state === 'failed' && direction === 'out' && (
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void submit()}>
          {tChannels.again}
        </Button>
      )}
    </li>
  )
}
