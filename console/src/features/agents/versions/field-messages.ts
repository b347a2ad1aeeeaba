import type { ConfigurationField } from '#contract/shapes/agent.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import type { KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import { useDescribeCondition } from '../../knowledge/filter/use-describe-condition.ts'
import { useLocale } from '../../../messages/messages.tsx'

/** What fields are called, and what stands in them, as a person reads it. */
export function useFieldMessages(knowledgeBaseNames: Record<string, string>) {
  const { messages: t, locale } = useLocale()
  const { agents, general } = t
  const say = useDescribeCondition()
  const nameOf = (field: string): string => {
    const named: Record<ConfigurationField, string> = {
      ...agents.samplingNames,
      name: general.name,
      instructions: agents.instructions,
      tone: agents.tone,
      examples: agents.examples,
      model: agents.model,
      temperature: agents.temperature,
      knowledgeBaseIds: agents.knowledgeBases,
      knowledgeBaseWeights: agents.weights,
      knowledgeBaseFilters: agents.filters,
      unsupportedClaims: agents.claims,
      tools: agents.tools,
      summaryEvery: agents.summaryEvery,
      transferTargetIds: agents.transferTargets,
      splitReplies: agents.splitReplies,
      remembers: agents.remembers,
    }
    return named[field as ConfigurationField] ?? field
  }
  const knowledgeBase = (id: string) => knowledgeBaseNames[id] ?? agents.knowledgeBaseGone
  const team = useResource(all('agents.list')).value?.items
  const transferTarget = (id: string) => team?.find((agent) => agent.id === id)?.name ?? agents.agentGone
  const listed = (parts: readonly string[]) =>
    parts.length === 0 ? agents.nothing : new Intl.ListFormat(locale, { type: 'unit' }).format(parts)
  const told = (field: string, value: unknown): string => {
    if (field === 'model') return (value as string | null) ?? agents.modelDefault('')
    if (value === null) return field === 'summaryEvery' ? agents.byServer : agents.byModel
    if (value === '') return agents.nothing
    if (field === 'knowledgeBaseIds') return listed((value as string[]).map(knowledgeBase))
    if (field === 'knowledgeBaseWeights')
      return listed(
        (value as { knowledgeBaseId: string; weight: number }[]).map(
          ({ knowledgeBaseId, weight }) =>
            `${knowledgeBase(knowledgeBaseId)} × ${weight.toLocaleString(locale)}`,
        ),
      )
    if (field === 'knowledgeBaseFilters')
      return listed(
        (value as KnowledgeBaseFilter[]).map(
          ({ knowledgeBaseId, where }) => `${knowledgeBase(knowledgeBaseId)}: ${listed(where.map(say))}`,
        ),
      )
    if (field === 'unsupportedClaims') return agents.claimNames[value as keyof typeof agents.claimNames]
    if (field === 'tools')
      return listed(
        (value as string[]).map((name) => agents.toolNames[name as keyof typeof agents.toolNames] ?? name),
      )
    if (field === 'transferTargetIds') return listed((value as string[]).map(transferTarget))
    if (typeof value === 'boolean') return value ? agents.yes : agents.no
    return typeof value === 'number' ? value.toLocaleString(locale) : String(value)
  }
  return { nameOf, told, listed }
}
