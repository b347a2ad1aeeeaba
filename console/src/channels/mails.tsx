import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import type { Page } from '#contract/page.ts'
import type { ChannelMail } from '#contract/shapes/email-channel.ts'
import { change, refresh } from '../data/cache.ts'
import { channelMails, channels, moreMails } from '../data/channel-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { SendIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import classes from '../settings/settings.module.css'
import { useSending } from '../settings/use-sending.ts'
import { useChannelWords } from '../words/channels/channel-words.ts'
import { faultSentence } from '../words/fault-sentence.ts'

/** What came to an address and went out from it, and what came of it. */
export function Mails({ channelId }: { channelId: string }) {
  const { channels: said } = useChannelWords()
  const held = useResource(channelMails(channelId))
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {said.mails}
      </Title>
      <Loaded of={held} skeleton={<Rows count={5} height={56} />}>
        {(page) => <MailList channelId={channelId} page={page} />}
      </Loaded>
    </Stack>
  )
}

function MailList({ channelId, page }: { channelId: string; page: Page<ChannelMail> }) {
  const { channels: said, general } = useChannelWords()
  const { isBusy, submit } = useSending(async () => {
    const next = await moreMails(channelId, page)
    change(channelMails(channelId), () => next)
  })
  if (page.items.length === 0) return <Empty icon={SendIcon} title={said.mailsNone} hint={said.mailsHint} />
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
  const words = useChannelWords()
  const { channels: said } = words
  const { direction, state, why, detail, address, subject, updatedAt } = mail
  const { isBusy, submit } = useSending(async () => {
    await channels
      .repeat(channelId, mail.id)
      .catch((error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }))
    refresh('channels')
  })
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Group gap="xs">
          <Text fw={500} dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {subject || said.noSubject}
          </Text>
          <Badge size="sm" {...(state === 'failed' ? { color: 'red' } : { variant: 'light' })}>
            {said.states[state]}
          </Badge>
        </Group>
        {why && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {said.reasons[why]} {detail}
          </Text>
        )}
        <Text size="xs" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
          {direction === 'in' ? said.from(address) : said.to(address)} · <When at={updatedAt} />
        </Text>
      </div>
      {state === 'failed' && direction === 'out' && (
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void submit()}>
          {said.again}
        </Button>
      )}
    </li>
  )
}
