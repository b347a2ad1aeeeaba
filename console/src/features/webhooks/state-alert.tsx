import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { Webhook } from '#contract/shapes/webhook.ts'
import { AlertIcon } from '../../ui/icons.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { useWebhookMessages } from '../../messages/webhooks/webhook-messages.ts'
import { useWebhookActions } from './webhook-actions.ts'

/** Why a webhook hears of nothing now, and what can be done about it. Nothing while it does. */
export function StateAlert({ webhook }: { webhook: Webhook }) {
  const { webhooks: t } = useWebhookMessages()
  const { busy, retry, resume, resumeNow } = useWebhookActions(webhook)
  const { state, stoppedWhy, failingSince, nextTryAt, behind } = webhook
  if (state === 'active') return null
  if (state === 'stopped')
    return (
      <Alert color="gray" variant="outline" icon={<AlertIcon />}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">
            {t.stopped[stoppedWhy ?? 'by-hand']} {behind > 0 && t.behind(behind)}
          </Text>
          <Group gap="xs">
            <Button size="xs" onClick={resume} loading={busy === 'resume'}>
              {t.resume}
            </Button>
            <Button size="xs" variant="default" onClick={resumeNow} loading={busy === 'resume-now'}>
              {t.resumeNow}
            </Button>
          </Group>
        </Stack>
      </Alert>
    )
  return (
    <Alert color="red" variant="outline" icon={<AlertIcon />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {t.failing} {failingSince && <Timestamp at={failingSince} />} · {t.behind(behind)}
          {nextTryAt && (
            <>
              {' · '}
              {t.nextTry}: <Timestamp at={nextTryAt} />
            </>
          )}
        </Text>
        <Text size="sm">{t.failingHint}</Text>
        <Button size="xs" onClick={retry} loading={busy === 'retry'}>
          {t.retry}
        </Button>
      </Stack>
    </Alert>
  )
}
