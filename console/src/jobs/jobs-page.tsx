import { Button, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { JobPage, JobState } from '#contract/shapes/job.ts'
import { change, refresh } from '../data/cache.ts'
import { jobs, moreJobs } from '../data/job-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { SearchIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { useFilter } from '../routing/location.ts'
import classes from '../settings/settings.module.css'
import { useSending } from '../settings/use-sending.ts'
import { useJobWords } from '../words/jobs/job-words.ts'
import { JobRow } from './job-row.tsx'

const AGAIN_MS = 5_000

/** What wants somebody first. */
const shown: readonly JobState[] = ['dead', 'waiting', 'running', 'done']

/** What is done in the background, and what failed. Work comes and goes without events, so it is looked at anew. */
export function JobsPage() {
  const words = useJobWords()
  const [asked, setState] = useFilter('state')
  const state = shown.find((known) => known === asked) ?? null
  const held = useResource(jobs(state))
  const counts = useLast(held.value?.counts)
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && refresh('jobs'), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  const choices = shown.map((one) => ({
    value: one,
    label: `${words.jobs.states[one]}${counts ? ` (${counts[one]})` : ''}`,
  }))
  return (
    <Stack gap="lg">
      <Text c="var(--quiet)">{words.jobs.intro}</Text>
      <div data-scrolls-sideways style={{ overflowX: 'auto' }}>
        <SegmentedControl
          aria-label={words.jobs.show}
          data={[{ value: '', label: words.jobs.all }, ...choices]}
          value={state ?? ''}
          onChange={setState}
        />
      </div>
      <Loaded of={held} skeleton={<Rows count={6} height={64} />}>
        {(page) => <JobList page={page} state={state} />}
      </Loaded>
    </Stack>
  )
}

/** The value, and while the next one is on its way the one before. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}

function JobList({ page, state }: { page: JobPage; state: JobState | null }) {
  const words = useJobWords()
  const { isBusy, submit } = useSending(async () => {
    const next = await moreJobs(state, page)
    change(jobs(state), () => next)
  })
  if (page.items.length === 0)
    return <Empty icon={SearchIcon} title={words.jobs.none} hint={words.jobs.noneHint} />
  return (
    <>
      <ul className={classes.keys}>
        {page.items.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {words.general.showMore}
        </Button>
      )}
    </>
  )
}
