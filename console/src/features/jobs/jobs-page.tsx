import { Button, SegmentedControl, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { JobPage, JobState } from '#contract/shapes/job.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { useFilter } from '../../routing/location.ts'
import classes from '../../ui/settings.module.css'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useJobMessages } from '../../messages/jobs/job-messages.ts'
import { JobRow } from './job-row.tsx'

const AGAIN_MS = 5_000

/** What wants somebody first. */
const shown: readonly JobState[] = ['dead', 'waiting', 'running', 'done']

/** What is done in the background, and what failed. Work comes and goes without events, so it is looked at anew. */
export function JobsPage() {
  const t = useJobMessages()
  const [asked, setState] = useFilter('state')
  const state = shown.find((known) => known === asked) ?? ''
  const held = useResource(pages('jobs.list', { state }))
  const counts = useLast(held.value?.counts)
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && invalidate('job'), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  const choices = shown.map((one) => ({
    value: one,
    label: `${t.jobs.states[one]}${counts ? ` (${counts[one]})` : ''}`,
  }))
  return (
    <Stack gap="lg">
      <Text c="var(--quiet)">{t.jobs.intro}</Text>
      <div data-scrolls-sideways style={{ overflowX: 'auto' }}>
        <SegmentedControl
          aria-label={t.jobs.show}
          data={[{ value: '', label: t.jobs.all }, ...choices]}
          value={state}
          onChange={setState}
        />
      </div>
      <ResourceView of={held} skeleton={<SkeletonRows count={6} height={64} />}>
        {(page) => <JobList page={page} state={state} />}
      </ResourceView>
    </Stack>
  )
}

/** The value, and while the next one is on its way the one before. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value)
  if (value !== undefined) last.current = value
  return last.current
}

function JobList({ page, state }: { page: JobPage; state: JobState | '' }) {
  const t = useJobMessages()
  const { isBusy, submit } = useFormSubmit(() => pages('jobs.list', { state }).more(page))
  if (page.items.length === 0)
    return <EmptyState icon={SearchIcon} title={t.jobs.none} hint={t.jobs.noneHint} />
  return (
    <>
      <ul className={classes.keys}>
        {page.items.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {t.general.showMore}
        </Button>
      )}
    </>
  )
}
