import { SegmentedControl } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useStore } from '../../../data/store.ts'
import { removing } from '../../../ui/removals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { BackLink } from '../../../ui/back-link.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ChatIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { Page } from '../../../ui/page.tsx'
import { useFilter } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import classes from './evals.module.css'
import { UnansweredRow } from './unanswered-row.tsx'

const states = ['waiting', 'published', 'dismissed'] as const
type Shown = (typeof states)[number]

/** What was asked and not answered, and the way to an FAQ entry that answers it. What is shown is part of the address. */
export function UnansweredPage() {
  const { knowledge, evals, general } = useEvalsMessages()
  const [asked, setShown] = useFilter('show')
  const shown: Shown = states.find((state) => state === asked) ?? 'waiting'
  const held = useResource(resource('unanswered.list', { state: shown }))
  const hidden = useStore(removing)
  useDocumentTitle(`${evals.unanswered} · ${general.product}`)
  return (
    <Page
      above={<BackLink href={to.knowledge}>{knowledge.title}</BackLink>}
      title={evals.unanswered}
      intro={evals.unansweredIntro}
    >
      <SegmentedControl
        aria-label={evals.shown}
        data={states.map((state) => ({ value: state, label: evals.shownStates[state] }))}
        value={shown}
        onChange={(state) => setShown(state === 'waiting' ? '' : state)}
        mb="md"
        size="xs"
      />
      <ResourceView of={held}>
        {({ items }) => {
          const visible = items.filter(({ id }) => !hidden.has(id))
          return visible.length === 0 ? (
            <EmptyState icon={ChatIcon} title={evals.noneIn[shown]} hint={evals.noneInHint[shown]} />
          ) : (
            <ul className={classes.list}>
              {visible.map((item) => (
                <li key={item.id} className={classes.row}>
                  <UnansweredRow item={item} />
                </li>
              ))}
            </ul>
          )
        }}
      </ResourceView>
    </Page>
  )
}
