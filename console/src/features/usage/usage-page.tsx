import { Button, Group, SegmentedControl, Select, Stack } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { ReadUsage, Usage } from '#contract/shapes/usage.ts'
import { useResource } from '../../data/use-resource.ts'
import { all, resource } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ChatIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Link } from '../../routing/link.tsx'
import { useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useUsageMessages } from '../../messages/usage/usage-messages.ts'
import { dayOf, periods } from './period.ts'
import { isUsed, measures, type Measure } from './measures.ts'
import { UsageTable } from './usage-table.tsx'

// The plots weigh more than all the rest of the page.
const UsagePlot = lazy(async () => ({ default: (await import('./usage-plot.tsx')).UsagePlot }))

type By = ReadUsage['by']
const groupings: readonly By[] = ['day', 'model', 'agent', 'person', 'purpose']

/** How much was answered and what it cost. Everything that is chosen here stands in the address. */
export function UsagePage() {
  const { usage: t } = useUsageMessages()
  const [days, setDays] = useFilter('days')
  const [grouping, setGrouping] = useFilter('by')
  const [agentId, setAgentId] = useFilter('agent')
  const [model, setModel] = useFilter('model')
  const [plotted, setPlotted] = useFilter('show')
  const by = groupings.find((known) => known === grouping) ?? 'day'
  const measure = measures.find((known) => known === plotted) ?? 'replies'
  const count = periods.find((known) => String(known) === days) ?? periods[0]
  const held = useResource(
    resource('usage.read', {
      by,
      from: dayOf(count - 1),
      to: dayOf(0),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(agentId && { agentId }),
      ...(model && { model }),
    }),
  )
  return (
    <Stack>
      <Group gap="sm" align="flex-end">
        <Select
          label={t.period}
          data={periods.map((value) => ({
            value: String(value),
            label: value === 365 ? t.year : t.days(value),
          }))}
          value={String(count)}
          onChange={(value) => setDays(value ?? '')}
          allowDeselect={false}
          w={130}
        />
        <Select
          label={t.by}
          data={groupings.map((value) => ({ value, label: t[value] }))}
          value={by}
          onChange={(value) => setGrouping(value ?? '')}
          allowDeselect={false}
          w={130}
        />
        <AgentSelect value={agentId} onChange={setAgentId} />
        <ModelSelect value={model} onChange={setModel} />
      </Group>
      <ResourceView of={held}>
        {(read) =>
          !isUsed(read.total) ? (
            <EmptyState icon={ChatIcon} title={t.none} hint={t.noneHint}>
              <Button component={Link} href={to.newConversation()}>
                {t.ask}
              </Button>
            </EmptyState>
          ) : (
            <Told read={read} by={by} measure={measure} onMeasure={setPlotted} />
          )
        }
      </ResourceView>
    </Stack>
  )
}

interface ChoiceProps {
  /** Empty: all. */
  value: string
  onChange: (value: string) => void
}

function AgentSelect({ value: agentId, onChange }: ChoiceProps) {
  const { usage: t } = useUsageMessages()
  const agentChoices = useResource(all('agents.list')).value?.items ?? []
  return (
    <Select
      label={t.agent}
      placeholder={t.allAgents}
      data={agentChoices.map(({ id, name }) => ({ value: id, label: name }))}
      value={agentId || null}
      onChange={(value) => onChange(value ?? '')}
      clearable
      w={170}
    />
  )
}

function ModelSelect({ value: model, onChange }: ChoiceProps) {
  const { usage: t } = useUsageMessages()
  const [answering, embedding] = [
    useResource(resource('agents.languageModels')),
    useResource(resource('knowledgeBases.embeddingModels')),
  ]
  const modelChoices = [...(answering.value?.items ?? []), ...(embedding.value?.items ?? [])].map(
    ({ id }) => id,
  )
  return (
    <Select
      label={t.model}
      placeholder={t.allModels}
      data={[...new Set(modelChoices)]}
      value={model || null}
      onChange={(value) => onChange(value ?? '')}
      clearable
      w={200}
    />
  )
}

interface ToldProps {
  read: Usage
  by: By
  measure: Measure
  onMeasure: (measure: string) => void
}

/** The plot, and the same as a table. */
function Told({ read, by, measure, onMeasure }: ToldProps) {
  const { usage: t } = useUsageMessages()
  const choices = measures.map((value) => ({ value, label: t[value] }))
  return (
    <>
      <SegmentedControl
        aria-label={t.show}
        data={choices}
        value={measure}
        onChange={onMeasure}
        w="fit-content"
        visibleFrom="xs"
      />
      <Select
        label={t.show}
        data={choices}
        value={measure}
        onChange={(value) => onMeasure(value ?? '')}
        allowDeselect={false}
        hiddenFrom="xs"
      />
      <Suspense fallback={<div style={{ height: 260 }} />}>
        <UsagePlot items={read.items} by={by} measure={measure} />
      </Suspense>
      <UsageTable read={read} by={by} />
    </>
  )
}
