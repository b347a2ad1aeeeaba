import { Button } from '@mantine/core'
import type { InboxView } from '#contract/shapes/inbox.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AgentIcon, CheckIcon, InboxIcon, PersonIcon } from '../../ui/icons.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { inboxEnd } from './inbox-filter.ts'

const icons = { mine: PersonIcon, unassigned: CheckIcon, all: InboxIcon, agent: AgentIcon }

/** A view that holds nothing says what comes into it, and where to look instead. */
export function InboxEmptyState({ view }: { view: InboxView }) {
  const { empty } = useInboxMessages()
  const instead =
    view === 'mine'
      ? { view: 'unassigned' as const, label: empty.seeWaiting }
      : view === 'agent'
        ? null
        : { view: 'agent' as const, label: empty.seeAgents }
  return (
    <EmptyState icon={icons[view]} title={empty[view]} hint={empty[`${view}Hint`]}>
      {instead && (
        <Button
          component={Link}
          href={to.inbox + inboxEnd({ view: instead.view, state: 'open' })}
          variant="default"
          size="xs"
        >
          {instead.label}
        </Button>
      )}
    </EmptyState>
  )
}
