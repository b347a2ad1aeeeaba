import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { refresh } from '../../data/cache.ts'
import { deskEntries } from '../../data/desk-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { When } from '../../look/when.tsx'
import { useMay } from '../../shell/me.ts'
import { useCopilotWords } from '../../words/copilot/copilot-words.ts'
import { useSpeech } from '../../words/words.tsx'
import classes from './copilot.module.css'
import { copilot, useCopilotDoing } from './use-copilot-doing.ts'

/** What somebody who takes a conversation over should know first: what is wanted, what was tried, how they feel. */
export function SummarySection({ conversationId }: { conversationId: string }) {
  const words = useCopilotWords()
  const { language } = useSpeech()
  const doing = useCopilotDoing()
  const mayWrite = useMay()('desk:write')
  const [isBusy, setBusy] = useState(false)
  const entry = useResource(deskEntries(conversationId)).value?.items.find(({ summary }) => summary !== null)
  const summary = entry?.summary
  const sumUp = async () => {
    setBusy(true)
    await doing(() => copilot.sumUp(conversationId, language))
    refresh(`desk/${conversationId}`)
    setBusy(false)
  }
  return (
    <section aria-labelledby="summary">
      <Title order={2} size="h6" mb={4} id="summary">
        {words.summary}
      </Title>
      <Stack gap={6} align="start" className={classes.summary ?? ''}>
        {summary ? (
          <>
            <Said what={words.asked} text={summary.asked} />
            {summary.tried !== '' && <Said what={words.tried} text={summary.tried} />}
            <Said what={words.mood} text={words.moods[summary.mood]} />
            <Text size="xs" c="var(--quiet)">
              <When at={entry.createdAt} />
            </Text>
          </>
        ) : (
          <Text size="sm" c="var(--quiet)">
            {words.noSummary}
          </Text>
        )}
        {mayWrite && (
          <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void sumUp()}>
            {summary ? words.sumUpAgain : words.sumUp}
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
