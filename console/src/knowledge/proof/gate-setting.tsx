import { Group, NumberInput, Paper, Switch, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Source } from '#contract/shapes/knowledge.ts'
import { client } from '../../console-client.ts'
import { useSpeech } from '../../words/words.tsx'
import { useActing } from './use-acting.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'

const FIRST_GATE = 0.8

/** Whether changes that make the source worse are held back, from where on, and what that means. */
export function GateSetting({ source }: { source: Source }) {
  const { locale } = useSpeech()
  const { proof } = useProofWords()
  const act = useActing(source.id)
  const [typed, setTyped] = useState<number | null>(null)
  const set = (gate: number | null) => void act(client.sources.change(source.id, { gate }))
  const save = () => {
    if (typed !== null && typed >= 1 && typed <= 100 && typed / 100 !== source.gate) set(typed / 100)
    setTyped(null)
  }
  return (
    <Paper withBorder radius="lg" p="md" mb="lg" component="section" aria-label={proof.gate}>
      <Title order={2} size="h5" mb={4}>
        {proof.gate}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="sm">
        {source.gate === null
          ? proof.gateOff
          : proof.gateOn(source.gate.toLocaleString(locale, { style: 'percent' }))}
      </Text>
      <Group gap="lg" align="center">
        <Switch
          label={proof.gateSwitch}
          checked={source.gate !== null}
          onChange={({ currentTarget }) => set(currentTarget.checked ? FIRST_GATE : null)}
        />
        {source.gate !== null && (
          <NumberInput
            aria-label={proof.gateShare}
            value={typed ?? Math.round(source.gate * 100)}
            onChange={(value) => setTyped(Number(value))}
            onBlur={save}
            onKeyDown={({ key }) => key === 'Enter' && save()}
            min={1}
            max={100}
            suffix=" %"
            w={100}
          />
        )}
      </Group>
    </Paper>
  )
}
