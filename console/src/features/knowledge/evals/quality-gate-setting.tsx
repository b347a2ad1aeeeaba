import { Group, NumberInput, Paper, Switch, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { client } from '../../../data/console-client.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { useActing } from './use-acting.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

const FIRST_QUALITY_GATE = 0.8

/** Whether changes that make the knowledge base worse are blocked, from where on, and what that means. */
export function QualityGateSetting({ knowledgeBase }: { knowledgeBase: KnowledgeBase }) {
  const { locale } = useLocale()
  const { evals } = useEvalsMessages()
  const act = useActing(knowledgeBase.id)
  const [typed, setTyped] = useState<number | null>(null)
  const set = (qualityGate: number | null) =>
    void act(client.knowledgeBases.change(knowledgeBase.id, { qualityGate }))
  const save = () => {
    if (typed !== null && typed >= 1 && typed <= 100 && typed / 100 !== knowledgeBase.qualityGate)
      set(typed / 100)
    setTyped(null)
  }
  return (
    <Paper withBorder radius="lg" p="md" mb="lg" component="section" aria-label={evals.qualityGate}>
      <Title order={2} size="h5" mb={4}>
        {evals.qualityGate}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="sm">
        {knowledgeBase.qualityGate === null
          ? evals.qualityGateOff
          : evals.qualityGateOn(knowledgeBase.qualityGate.toLocaleString(locale, { style: 'percent' }))}
      </Text>
      <Group gap="lg" align="center">
        <Switch
          label={evals.qualityGateSwitch}
          checked={knowledgeBase.qualityGate !== null}
          onChange={({ currentTarget }) => set(currentTarget.checked ? FIRST_QUALITY_GATE : null)}
        />
        {knowledgeBase.qualityGate !== null && (
          <NumberInput
            aria-label={evals.qualityGateShare}
            value={typed ?? Math.round(knowledgeBase.qualityGate * 100)}
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
