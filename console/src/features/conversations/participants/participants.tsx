import { Popover, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { DownIcon } from '../../../ui/icons.tsx'
import { useLocale } from '../../../messages/messages.tsx'
import { AgentBadge } from './agent-badge.tsx'
import classes from './participants.module.css'

const ParticipantsPanel = lazy(async () => ({
  default: (await import('./participants-panel.tsx')).ParticipantsPanel,
}))

const BADGES_MAX = 4

/** Who answers here, and who else takes part. */
export function Participants({ conversation }: { conversation: Conversation }) {
  const { messages: t, locale } = useLocale()
  const agents = useResource(all('agents.list')).value?.items
  if (!agents) return null
  const there = conversation.agentIds.flatMap((id) => agents.find((agent) => agent.id === id) ?? [])
  const names = new Intl.ListFormat(locale, { type: 'unit' }).format(there.map(({ name }) => name))
  return (
    <Popover width={300} position="bottom-start" shadow="md" trapFocus keepMounted={false}>
      <Popover.Target>
        <button type="button" className={classes.open} aria-label={t.participants.open(names)}>
          {there.length > 1 &&
            there
              .slice(0, BADGES_MAX)
              .map(({ id, name }) => (
                <AgentBadge key={id} id={id} name={name} among={conversation.agentIds} />
              ))}
          <span className={classes.names}>{names || t.participants.none}</span>
          <DownIcon size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.participants.title}>
        <Suspense fallback={<Skeleton height={80} />}>
          <ParticipantsPanel conversation={conversation} agents={agents} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
