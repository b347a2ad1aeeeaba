import { NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { Agent, AgentInitiative } from '#contract/shapes/agent.ts'
import { showAgent } from '../agents/draft-actions.ts'
import { client } from '../console-client.ts'
import { Failure } from '../look/failure.tsx'
import { useWishesWords } from '../words/wishes/wishes-words.ts'
import classes from './initiative.module.css'

type Count = 'afterMinutes' | 'perDay' | 'unansweredMax'
const bounds: Record<Count, [min: number, max: number]> = {
  afterMinutes: [1, 10_080],
  perDay: [1, 24],
  unansweredMax: [1, 5],
}

/** Whether an agent may write first, and how reserved it is. What is chosen holds at once. */
export function AgentInitiativePage({ agent }: { agent: Agent }) {
  const { initiative } = useWishesWords()
  // What was chosen and is not the server's yet, so that nothing that is fetched meanwhile turns it back.
  const [chosen, setChosen] = useState<Partial<AgentInitiative>>({})
  const [error, setError] = useState<unknown>()
  const shown = { ...agent.initiative, ...chosen }
  const put = async (change: Partial<AgentInitiative>) => {
    setChosen((before) => ({ ...before, ...change }))
    setError(undefined)
    try {
      showAgent(await client.agents.setInitiative(agent.id, change))
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
        {error !== undefined && <Failure error={error} />}
        <Switch
          label={initiative.speaks}
          description={initiative.speaksHint}
          checked={shown.speaksFirst}
          onChange={(event) => void put({ speaksFirst: event.currentTarget.checked })}
        />
        {shown.speaksFirst && (
          <>
            {count('afterMinutes', initiative.after, initiative.afterHint)}
            {count('perDay', initiative.perDay)}
            {count('unansweredMax', initiative.unanswered)}
            <Text size="sm" c="var(--quiet)">
              {initiative.needsModel}
            </Text>
          </>
        )}
      </Stack>
    </div>
  )
}
