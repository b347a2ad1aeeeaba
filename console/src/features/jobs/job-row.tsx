import { Badge, Button, Group, Text } from '@mantine/core'
import type { Job } from '#contract/shapes/job.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import classes from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useJobMessages } from '../../messages/jobs/job-messages.ts'
import { jobTitle } from './job-title.ts'

/** The code before the words; it is for programs. */
const code = /^[a-z_]+: /

export function JobRow({ job }: { job: Job }) {
  const t = useJobMessages()
  const { name, state, tries, triesMax, reason, askedBy, createdAt, dueAt, endedAt } = job
  const title = jobTitle(name, t)
  const { isBusy, submit } = useFormSubmit(async () => {
    try {
      await client.jobs.retry(job.id)
      toast({ text: t.jobs.retried(title) })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
    invalidate('job')
  })
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Group gap="xs">
          <Text fw={500}>{title}</Text>
          <Badge size="sm" variant={state === 'dead' ? 'filled' : 'light'}>
            {t.jobs.states[state]}
          </Badge>
        </Group>
        {reason !== null && (
          <Text size="sm" dir="auto">
            {t.jobs.failed}: {reason.replace(code, '')}
          </Text>
        )}
        <Text size="xs" c="var(--quiet)">
          {askedBy.kind === 'system' ? t.jobs.byItself : askedBy.name} · {t.jobs.tries(tries, triesMax)} ·{' '}
          <Timestamp at={endedAt ?? (state === 'waiting' ? dueAt : createdAt)} />
        </Text>
      </div>
      {state === 'dead' && (
        <Button variant="default" loading={isBusy} onClick={() => void submit()}>
          {t.jobs.retry}
        </Button>
      )}
    </li>
  )
}
