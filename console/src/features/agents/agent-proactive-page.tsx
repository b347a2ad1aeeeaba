import { NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { Agent, ProactiveMessageSettings } from '#contract/shapes/agent.ts'
import { showAgent } from './draft-actions.ts'
import { client } from '../../data/console-client.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useProactivePagesMessages } from '../../messages/proactive-pages/proactive-pages-messages.ts'
import classes from '../proactive/proactive.module.css'

type Count = 'afterMinutes' | 'perDay' | 'unansweredMax'
const bounds: Record<Count, [min: number, max: number]> = {
  afterMinutes: [1, 10_080],
  perDay: [1, 24],
  unansweredMax: [1, 5],
}

/** The proactive messages of an agent. Changes apply at once. */
export function AgentProactivePage({ agent }: { agent: Agent }) {
  const { proactive } = useProactivePagesMessages()
  // What was chosen and is not the server's yet, so that nothing that is fetched meanwhile turns it back.
  const [chosen, setChosen] = useState<Partial<ProactiveMessageSettings>>({})
  const [error, setError] = useState<unknown>()
  const shown = { ...agent.proactiveMessages, ...chosen }
  const put = async (change: Partial<ProactiveMessageSettings>) => {
    setChosen((before) => ({ ...before, ...change }))
    setError(undefined)
    try {
      showAgent(await client.agents.setProactiveMessages(agent.id, change))
    } catch (failure) {
      setError(failure)
    }
    setChosen({})
  }
  const count = (name: Count, label: string, description?: string) => (
    <NumberInput
      label={label}
      {...(description && { description })}
      value={shown[name]}
      min={bounds[name][0]}
      max={bounds[name][1]}
      allowDecimal={false}
      clampBehavior="blur"
      maw={360}
      onChange={(given) => {
        const [min, max] = bounds[name]
        const isMeant = typeof given === 'number' && given >= min && given <= max
        if (isMeant && given !== shown[name]) void put({ [name]: given })
      }}
    />
  )
  return (
    <div className={classes.scroll}>
      <Stack gap="lg" className={classes.column}>
        {error !== undefined && <ErrorState error={error} />}
        <Switch
          label={proactive.speaks}
          description={proactive.speaksHint}
          checked={shown.speaksFirst}
          onChange={(event) => void put({ speaksFirst: event.currentTarget.checked })}
        />
        {shown.speaksFirst && (
          <>
            {count('afterMinutes', proactive.after, proactive.afterHint)}
            {count('perDay', proactive.perDay)}
            {count('unansweredMax', proactive.unanswered)}
            <Text size="sm" c="var(--quiet)">
              {proactive.needsModel}
            </Text>
          </>
        )}
      </Stack>
    </div>
  )
}
