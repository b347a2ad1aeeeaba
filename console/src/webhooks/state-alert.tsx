import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { AlertIcon } from '../look/icons.tsx'
import { When } from '../look/when.tsx'
import { useWebhookWords } from '../words/webhooks/webhook-words.ts'
import { useWebhookActions } from './webhook-actions.ts'

/** Why a webhook hears of nothing now, and what can be done about it. Nothing while it does. */
export function StateAlert({ webhook }: { webhook: Webhook }) {
  const { webhooks: said } = useWebhookWords()
  const { busy, retry, resume, resumeNow } = useWebhookActions(webhook)
  const { state, stoppedWhy, failingSince, nextTryAt, behind } = webhook
  if (state === 'active') return null
  if (state === 'stopped')
    return (
      <Alert color="gray" variant="outline" icon={<AlertIcon />}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">
            {said.stopped[stoppedWhy ?? 'by-hand']} {behind > 0 && said.behind(behind)}
          </Text>
          <Group gap="xs">
            <Button size="xs" onClick={resume} loading={busy === 'resume'}>
              {said.resume}
            </Button>
            <Button size="xs" variant="default" onClick={resumeNow} loading={busy === 'resume-now'}>
              {said.resumeNow}
            </Button>
          </Group>
        </Stack>
      </Alert>
    )
  return (
    <Alert color="red" variant="outline" icon={<AlertIcon />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {said.failing} {failingSince && <When at={failingSince} />} · {said.behind(behind)}
          {nextTryAt && (
            <>
              {' · '}
              {said.nextTry}: <When at={nextTryAt} />
            </>
          )}
        </Text>
        <Text size="sm">{said.failingHint}</Text>
        <Button size="xs" onClick={retry} loading={busy === 'retry'}>
          {said.retry}
        </Button>
      </Stack>
    </Alert>
  )
}
