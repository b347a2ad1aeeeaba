import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { useMay } from '../../../data/me.ts'
import { useCopilotMessages } from '../../../messages/copilot/copilot-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import classes from './copilot.module.css'
import { useCopilotAction } from './use-copilot-action.ts'

/** What somebody who takes a conversation over should know first: what is wanted, what was tried, how they feel. */
export function SummarySection({ conversationId }: { conversationId: string }) {
  const t = useCopilotMessages()
  const { language } = useLocale()
  const doing = useCopilotAction()
  const mayWrite = useMay()('inbox:write')
  const [isBusy, setBusy] = useState(false)
  const entry = useResource(pages('inbox.entries', conversationId)).value?.items.find(
    ({ summary }) => summary !== null,
  )
  const summary = entry?.summary
  const sumUp = async () => {
    setBusy(true)
    await doing(() => client.copilot.sumUp(conversationId, { language }))
    invalidate('inbox', { conversationId })
    setBusy(false)
  }
  return (
    <section aria-labelledby="summary">
      <Title order={2} size="h6" mb={4} id="summary">
        {t.summary}
      </Title>
      <Stack gap={6} align="start" className={classes.summary ?? ''}>
        {summary ? (
          <>
            <Said what={t.asked} text={summary.asked} />
            {summary.tried !== '' && <Said what={t.tried} text={summary.tried} />}
            <Said what={t.mood} text={t.moods[summary.mood]} />
            <Text size="xs" c="var(--quiet)">
              <Timestamp at={entry.createdAt} />
            </Text>
          </>
        ) : (
          <Text size="sm" c="var(--quiet)">
            {t.noSummary}
          </Text>
        )}
        {mayWrite && (
          <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void sumUp()}>
            {summary ? t.sumUpAgain : t.sumUp}
          </Button>
        )}
      </Stack>
    </section>
  )
}

const Said = ({ what, text }: { what: string; text: string }) => (
  <div>
    <Text size="xs" c="var(--quiet)">
      {what}
    </Text>
    <Text size="sm" dir="auto">
      {text}
    </Text>
  </div>
)
