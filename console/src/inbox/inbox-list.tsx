import { Group, Title, VisuallyHidden } from '@mantine/core'
import { SearchField } from '../conversations/search-field.tsx'
import { deskCounts, type DeskFilter, deskList } from '../data/desk-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Link } from '../routing/link.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { AlertButton } from './alerts/alert-button.tsx'
import { AwaySwitch } from './away-switch.tsx'
import { inboxEnd, states, tabs } from './inbox-filter.ts'
import { useInboxFilter } from './use-inbox-filter.ts'
import { InboxRows } from './inbox-rows.tsx'
import { FoundRows } from './search/found-rows.tsx'
import { HolderFilter } from './search/holder-filter.tsx'
import { TeamFilter } from './teams/team-filter.tsx'
import classes from './inbox.module.css'

/** What stands at the desk: tabs with how many each holds, a state, and the conversations. */
export function InboxList({ openId }: { openId: string | null }) {
  const inbox = useInboxWords()
  const filter = useInboxFilter()
  const counts = useResource(deskCounts(filter.state)).value
  const isCounted = counts !== undefined && !filter.teamId && !filter.memberId
  const here = openId === null ? to.inbox : to.atDesk(openId)
  return (
    <div className={classes.list}>
      <div className={classes.list_head}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Title order={openId === null ? 1 : 2} size="h4">
            {inbox.title}
          </Title>
          <Group gap={4} wrap="nowrap">
            <AwaySwitch />
            <AlertButton />
          </Group>
        </Group>
        <SearchField
          label={inbox.search}
          search={filter.search ?? ''}
          onSearch={(search) => navigate(here + inboxEnd({ ...filter, search }), { replace: true })}
        />
        <nav className={classes.tabs} hidden={filter.search !== undefined} aria-label={inbox.byTab}>
          {tabs.map((tab) => (
            <Link
              key={tab}
              href={here + inboxEnd({ ...filter, tab })}
              className={classes.tab}
              title={inbox.tabHints[tab]}
              aria-current={filter.tab === tab ? 'true' : undefined}
            >
              {inbox.tabs[tab]}
              <span className={classes.count} aria-hidden="true">
                {isCounted ? counts?.[tab] : ' '}
              </span>
              {isCounted && <VisuallyHidden>{inbox.counted(counts?.[tab] ?? 0)}</VisuallyHidden>}
            </Link>
          ))}
        </nav>
        <nav className={classes.states} hidden={filter.search !== undefined} aria-label={inbox.byState}>
          {states.map((state) => (
            <Link
              key={state}
              href={here + inboxEnd({ ...filter, state })}
              className={classes.state}
              aria-current={filter.state === state ? 'true' : undefined}
            >
              {inbox.states[state]}
            </Link>
          ))}
        </nav>
        {filter.search === undefined && (
          <>
            <TeamFilter filter={filter} here={here} />
            <HolderFilter filter={filter} here={here} />
          </>
        )}
      </div>
      <section className={classes.rows} aria-label={inbox.list}>
        {filter.search === undefined ? (
          <Listed filter={filter} openId={openId} />
        ) : (
          <FoundRows search={filter.search} filter={filter} openId={openId} />
        )}
      </section>
    </div>
  )
}

const Listed = ({ filter, openId }: { filter: DeskFilter; openId: string | null }) => (
  <Loaded of={useResource(deskList(filter))} skeleton={<Rows count={6} height={76} />}>
    {(page) => <InboxRows page={page} filter={filter} openId={openId} />}
  </Loaded>
)
