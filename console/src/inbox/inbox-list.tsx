import { Group, Title, VisuallyHidden } from '@mantine/core'
import { deskCounts, deskList } from '../data/desk-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { AlertButton } from './alerts/alert-button.tsx'
import { AwaySwitch } from './away-switch.tsx'
import { inboxEnd, states, tabs } from './inbox-filter.ts'
import { useInboxFilter } from './use-inbox-filter.ts'
import { InboxRows } from './inbox-rows.tsx'
import { TeamFilter } from './teams/team-filter.tsx'
import classes from './inbox.module.css'

/** What stands at the desk: tabs with how many each holds, a state, and the conversations. */
export function InboxList({ openId }: { openId: string | null }) {
  const inbox = useInboxWords()
  const filter = useInboxFilter()
  const counts = useResource(deskCounts(filter.state)).value
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
        <nav className={classes.tabs} aria-label={inbox.byTab}>
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
                {counts && !filter.teamId ? counts[tab] : ' '}
              </span>
              {counts && !filter.teamId && <VisuallyHidden>{inbox.counted(counts[tab])}</VisuallyHidden>}
            </Link>
          ))}
        </nav>
        <nav className={classes.states} aria-label={inbox.byState}>
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
        <TeamFilter filter={filter} here={here} />
      </div>
      <section className={classes.rows} aria-label={inbox.list}>
        <Loaded of={useResource(deskList(filter))} skeleton={<Rows count={6} height={76} />}>
          {(page) => <InboxRows page={page} filter={filter} openId={openId} />}
        </Loaded>
      </section>
    </div>
  )
}
