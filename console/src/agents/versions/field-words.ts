import type { CharacterField } from '#contract/shapes/agent.ts'
import { agents as agentList } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import type { SourceFilter } from '#contract/shapes/document-filter.ts'
import { useConditionWords } from '../../knowledge/filter/use-condition-words.ts'
import { useSpeech } from '../../words/words.tsx'

/** What fields are called, and what stands in them, as a person reads it. */
export function useFieldWords(sourceNames: Record<string, string>) {
  const { words, locale } = useSpeech()
  const { agents, general } = words
  const say = useConditionWords()
  const nameOf = (field: string): string => {
    const named: Record<CharacterField, string> = {
      ...agents.samplingNames,
      name: general.name,
      instructions: agents.instructions,
      tone: agents.tone,
      examples: agents.examples,
      model: agents.model,
      temperature: agents.temperature,
      sourceIds: agents.sources,
      sourceWeights: agents.weights,
      sourceFilters: agents.filters,
      unsupportedClaims: agents.claims,
      tools: agents.tools,
      summaryEvery: agents.summaryEvery,
      colleagueIds: agents.colleagues,
      splitReplies: agents.splitReplies,
      remembers: agents.remembers,
    }
    return named[field as CharacterField] ?? field
  }
  const source = (id: string) => sourceNames[id] ?? agents.sourceGone
  const team = useResource(agentList).value?.items
  const colleague = (id: string) => team?.find((agent) => agent.id === id)?.name ?? agents.agentGone
  const listed = (parts: readonly string[]) =>
    parts.length === 0 ? agents.nothing : new Intl.ListFormat(locale, { type: 'unit' }).format(parts)
  const told = (field: string, value: unknown): string => {
    if (field === 'model') return (value as string | null) ?? agents.modelDefault('')
    if (value === null) return field === 'summaryEvery' ? agents.byServer : agents.byModel
    if (value === '') return agents.nothing
    if (field === 'sourceIds') return listed((value as string[]).map(source))
    if (field === 'sourceWeights')
      return listed(
        (value as { sourceId: string; weight: number }[]).map(
          ({ sourceId, weight }) => `${source(sourceId)} × ${weight.toLocaleString(locale)}`,
        ),
      )
    if (field === 'sourceFilters')
      return listed(
        (value as SourceFilter[]).map(
          ({ sourceId, where }) => `${source(sourceId)}: ${listed(where.map(say))}`,
        ),
      )
    if (field === 'unsupportedClaims') return agents.claimNames[value as keyof typeof agents.claimNames]
    if (field === 'tools')
      return listed(
        (value as string[]).map((name) => agents.toolNames[name as keyof typeof agents.toolNames] ?? name),
      )
    if (field === 'colleagueIds') return listed((value as string[]).map(colleague))
    if (typeof value === 'boolean') return value ? agents.yes : agents.no
    return typeof value === 'number' ? value.toLocaleString(locale) : String(value)
  }
  return { nameOf, told, listed }
}
