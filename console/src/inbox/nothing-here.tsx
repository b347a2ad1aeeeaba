import { Button } from '@mantine/core'
import type { DeskTab } from '#contract/shapes/desk.ts'
import { Empty } from '../look/empty.tsx'
import { AgentIcon, CheckIcon, InboxIcon, PersonIcon } from '../look/icons.tsx'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { inboxEnd } from './inbox-filter.ts'

const icons = { mine: PersonIcon, unassigned: CheckIcon, all: InboxIcon, agent: AgentIcon }

/** A tab that holds nothing says what comes into it, and where to look instead. */
export function NothingHere({ tab }: { tab: DeskTab }) {
  const { empty } = useInboxWords()
  const instead =
    tab === 'mine'
      ? { tab: 'unassigned' as const, label: empty.seeWaiting }
      : tab === 'agent'
        ? null
        : { tab: 'agent' as const, label: empty.seeAgents }
  return (
    <Empty icon={icons[tab]} title={empty[tab]} hint={empty[`${tab}Hint`]}>
      {instead && (
        <Button
          component={Link}
          href={to.inbox + inboxEnd({ tab: instead.tab, state: 'open' })}
          variant="default"
          size="xs"
        >
          {instead.label}
        </Button>
      )}
    </Empty>
  )
}
