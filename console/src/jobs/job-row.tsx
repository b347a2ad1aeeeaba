import { Badge, Button, Group, Text } from '@mantine/core'
import type { Job } from '#contract/shapes/job.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import classes from '../settings/settings.module.css'
import { useSending } from '../settings/use-sending.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useJobWords } from '../words/jobs/job-words.ts'
import { jobTitle } from './job-title.ts'

/** The code before the words; it is for programs. */
const code = /^[a-z_]+: /

export function JobRow({ job }: { job: Job }) {
  const words = useJobWords()
  const { name, state, tries, triesMax, reason, askedBy, createdAt, dueAt, endedAt } = job
  const title = jobTitle(name, words)
  const { isBusy, submit } = useSending(async () => {
    try {
      await client.jobs.retry(job.id)
      toast({ text: words.jobs.retried(title) })
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    refresh('jobs')
  })
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Group gap="xs">
          <Text fw={500}>{title}</Text>
          <Badge size="sm" variant={state === 'dead' ? 'filled' : 'light'}>
            {words.jobs.states[state]}
          </Badge>
        </Group>
        {reason !== null && (
          <Text size="sm" dir="auto">
            {words.jobs.failed}: {reason.replace(code, '')}
          </Text>
        )}
        <Text size="xs" c="var(--quiet)">
          {askedBy.kind === 'system' ? words.jobs.byItself : askedBy.name} ·{' '}
          {words.jobs.tries(tries, triesMax)} ·{' '}
          <When at={endedAt ?? (state === 'waiting' ? dueAt : createdAt)} />
        </Text>
      </div>
      {state === 'dead' && (
        <Button variant="default" loading={isBusy} onClick={() => void submit()}>
          {words.jobs.retry}
        </Button>
      )}
    </li>
  )
}
