import { SegmentedControl, Text, Title } from '@mantine/core'
import type { ProactivePreferences } from '#contract/shapes/proactive.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { useProactivePagesMessages } from '../../messages/proactive-pages/proactive-pages-messages.ts'
import classes from './proactive.module.css'
import type { PutPreferences } from './preferences-page.tsx'

interface AgentPreferencesProps {
  preferences: ProactivePreferences
  put: PutPreferences
}

/** Preferences for single agents, of those that may write first. */
export function AgentPreferences({ preferences, put }: AgentPreferencesProps) {
  const { proactive } = useProactivePagesMessages()
  const held = useResource(all('agents.list'))
  const answerOf = (agentId: string) => {
    const own = preferences.agents.find((preference) => preference.agentId === agentId)
    return own ? String(own.agrees) : 'same'
  }
  const answers = [
    { value: 'same', label: proactive.asAll },
    { value: 'true', label: proactive.yes },
    { value: 'false', label: proactive.no },
  ]
  return (
    <section aria-label={proactive.byAgent}>
      <Title order={2} size="h5">
        {proactive.byAgent}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="sm">
        {proactive.byAgentHint}
      </Text>
      <ResourceView of={held}>
        {({ items }) => {
          const able = items.filter((agent) => agent.proactiveMessages.speaksFirst)
          if (able.length === 0) return <Text size="sm">{proactive.byAgentNone}</Text>
          return (
            <ul className={classes.list}>
              {able.map(({ id: agentId, name }) => (
                <li key={agentId}>
                  <span className={classes.told}>{name}</span>
                  <SegmentedControl
                    size="xs"
                    aria-label={name}
                    data={answers}
                    value={answerOf(agentId)}
                    onChange={(next) =>
                      void put({ agents: [{ agentId, agrees: next === 'same' ? null : next === 'true' }] })
                    }
                  />
                </li>
              ))}
            </ul>
          )
        }}
      </ResourceView>
    </section>
  )
}
