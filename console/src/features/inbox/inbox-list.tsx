import { Group, Title, VisuallyHidden } from '@mantine/core'
import { SearchField } from '../conversations/search-field.tsx'
import type { InboxFilter } from './inbox-filter.ts'
import { inboxList } from './inbox-pages.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { Link } from '../../routing/link.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { AlertButton } from './alerts/alert-button.tsx'
import { AwaySwitch } from './away-switch.tsx'
import { inboxEnd, states, views } from './inbox-filter.ts'
import { useInboxFilter } from './use-inbox-filter.ts'
import { InboxRows } from './inbox-rows.tsx'
import { SearchResults } from './search/search-results.tsx'
import { AssigneeFilter } from './search/assignee-filter.tsx'
import { TeamFilter } from './teams/team-filter.tsx'
import classes from './inbox.module.css'

/** What stands in the inbox: views with how many each holds, a state, and the conversations. */
export function InboxList({ openId }: { openId: string | null }) {
  const t = useInboxMessages()
  const filter = useInboxFilter()
  const counts = useResource(resource('inbox.counts', { state: filter.state })).value
  const isCounted = counts !== undefined && !filter.teamId && !filter.memberId
  const here = openId === null ? to.inbox : to.inboxConversation(openId)
  return (
    <div className={classes.list}>
      <div className={classes.list_head}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Title order={openId === null ? 1 : 2} size="h4">
            {t.title}
          </Title>
          <Group gap={4} wrap="nowrap">
            <AwaySwitch />
            <AlertButton />
          </Group>
        </Group>
        <SearchField
          label={t.search}
          search={filter.search ?? ''}
          onSearch={(search) => navigate(here + inboxEnd({ ...filter, search }), { replace: true })}
        />
        <nav className={classes.views} hidden={filter.search !== undefined} aria-label={t.byView}>
          {views.map((view) => (
            <Link
              key={view}
              href={here + inboxEnd({ ...filter, view })}
              className={classes.view}
              title={t.viewHints[view]}
              aria-current={filter.view === view ? 'true' : undefined}
            >
              {t.views[view]}
              <span className={classes.count} aria-hidden="true">
                {isCounted ? counts?.[view] : ' '}
              </span>
              {isCounted && <VisuallyHidden>{t.counted(counts?.[view] ?? 0)}</VisuallyHidden>}
            </Link>
          ))}
        </nav>
        <nav className={classes.states} hidden={filter.search !== undefined} aria-label={t.byState}>
          {states.map((state) => (
            <Link
              key={state}
              href={here + inboxEnd({ ...filter, state })}
              className={classes.state}
              aria-current={filter.state === state ? 'true' : undefined}
            >
              {t.states[state]}
            </Link>
          ))}
        </nav>
        {filter.search === undefined && (
          <>
            <TeamFilter filter={filter} here={here} />
            <AssigneeFilter filter={filter} here={here} />
          </>
        )}
      </div>
      <section className={classes.rows} aria-label={t.list}>
        {filter.search === undefined ? (
          <Listed filter={filter} openId={openId} />
        ) : (
          <SearchResults search={filter.search} filter={filter} openId={openId} />
        )}
      </section>
    </div>
  )
}

const Listed = ({ filter, openId }: { filter: InboxFilter; openId: string | null }) => (
  <ResourceView of={useResource(inboxList(filter))} skeleton={<SkeletonRows count={6} height={76} />}>
    {(page) => <InboxRows page={page} filter={filter} openId={openId} />}
  </ResourceView>
)
