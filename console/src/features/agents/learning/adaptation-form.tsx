import { Input, NumberInput, Radio, Slider, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Adaptation, Agent } from '#contract/shapes/agent.ts'
import { client } from '../../../data/console-client.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import { showAgent } from '../draft-actions.ts'

const modes: readonly Adaptation['mode'][] = ['never', 'ask', 'self']
const EVERY_MIN = 20
const EVERY_MAX = 1_000

/** Whether an agent learns from its conversations. What is chosen holds at once. */
export function AdaptationForm({ agent }: { agent: Agent }) {
  const { agents } = useMessages()
  // What was chosen and is not the server's yet, so that nothing that is fetched meanwhile turns it back.
  const [chosen, setChosen] = useState<Partial<Adaptation>>({})
  const { mode, everyMessages, aboveConfidence } = { ...agent.adaptation, ...chosen }
  const [error, setError] = useState<unknown>()
  const [sure, setSure] = useState(aboveConfidence)
  const put = async (change: Partial<Adaptation>) => {
    setChosen((before) => ({ ...before, ...change }))
    setError(undefined)
    try {
      showAgent(await client.agents.setAdaptation(agent.id, change))
    } catch (failure) {
      setError(failure)
    }
    setChosen({})
  }
  return (
    <Stack gap="lg">
      {error !== undefined && <ErrorState error={error} />}
      <Radio.Group
        label={agents.learning}
        description={agents.learningHint}
        value={mode}
        onChange={(next) => void put({ mode: next as Adaptation['mode'] })}
      >
        <Stack gap="sm" mt="xs">
          {modes.map((one) => (
            <Radio
              key={one}
              value={one}
              label={agents.learningNames[one]}
              description={agents.learningHints[one]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {mode !== 'never' && (
        <NumberInput
          label={agents.everyMessages}
          description={agents.everyMessagesHint}
          value={everyMessages}
          min={EVERY_MIN}
          max={EVERY_MAX}
          step={10}
          allowDecimal={false}
          clampBehavior="blur"
          onChange={(given) => {
            const isMeant = typeof given === 'number' && given >= EVERY_MIN && given <= EVERY_MAX
            if (isMeant && given !== everyMessages) void put({ everyMessages: given })
          }}
        />
      )}
      {mode === 'self' && (
        <Input.Wrapper
          label={agents.aboveConfidence}
          description={agents.aboveConfidenceHint}
          labelElement="div"
        >
          <Slider
            mt="sm"
            thumbLabel={agents.aboveConfidence}
            value={sure}
            onChange={setSure}
            onChangeEnd={(given) => void put({ aboveConfidence: given })}
            min={0.5}
            max={1}
            step={0.05}
            label={(shown) => agents.percent(Math.round(shown * 100))}
          />
        </Input.Wrapper>
      )}
    </Stack>
  )
}
