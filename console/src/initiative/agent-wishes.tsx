import { SegmentedControl, Text, Title } from '@mantine/core'
import type { InitiativeWishes } from '#contract/shapes/initiative.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded } from '../look/loaded.tsx'
import { useWishesWords } from '../words/wishes/wishes-words.ts'
import classes from './initiative.module.css'
import type { PutWishes } from './wishes-page.tsx'

interface AgentWishesProps {
  wishes: InitiativeWishes
  put: PutWishes
}

/** What one wants of single agents, of those that may write first. */
export function AgentWishes({ wishes, put }: AgentWishesProps) {
  const { initiative } = useWishesWords()
  const held = useResource(agents)
  const answerOf = (agentId: string) => {
    const own = wishes.agents.find((wish) => wish.agentId === agentId)
    return own ? String(own.agrees) : 'same'
  }
  const answers = [
    { value: 'same', label: initiative.asAll },
    { value: 'true', label: initiative.yes },
    { value: 'false', label: initiative.no },
  ]
  return (
    <section aria-label={initiative.byAgent}>
      <Title order={2} size="h5">
        {initiative.byAgent}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="sm">
        {initiative.byAgentHint}
      </Text>
      <Loaded of={held}>
        {({ items }) => {
          const able = items.filter((agent) => agent.initiative.speaksFirst)
          if (able.length === 0) return <Text size="sm">{initiative.byAgentNone}</Text>
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
      </Loaded>
    </section>
  )
}
