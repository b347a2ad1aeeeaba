import { isDeepStrictEqual } from 'node:util'
import {
  blankConfiguration,
  type AgentConfiguration,
  type ConfigurationField,
  configurationFields,
} from '#contract/shapes/agent.ts'
import { storableJson } from '#kernel/storable.ts'
import type { EquippedAgent } from './agent-store.ts'

/** The configuration in an agent's row: that of the published version. */
export const configurationOf = (row: EquippedAgent): AgentConfiguration => ({
  name: row.name,
  instructions: row.instructions,
  tone: row.tone,
  examples: row.examples as AgentConfiguration['examples'],
  model: row.model,
  temperature: row.temperature,
  topP: row.top_p,
  maxOutputTokens: row.max_output_tokens,
  frequencyPenalty: row.frequency_penalty,
  presencePenalty: row.presence_penalty,
  knowledgeBaseIds: row.knowledge_base_ids,
  knowledgeBaseWeights: row.knowledge_base_weights,
  knowledgeBaseFilters: row.knowledge_base_filters,
  unsupportedClaims: row.unsupported_claims as AgentConfiguration['unsupportedClaims'],
  tools: row.tools,
  summaryEvery: row.summary_every,
  transferTargetIds: row.transfer_target_ids,
  splitReplies: row.splits_replies,
  remembers: row.remembers,
})

/** The same as columns of its row; knowledge bases are rows of their own. */
export const columnsOf = (configuration: AgentConfiguration) => ({
  name: configuration.name,
  instructions: configuration.instructions,
  tone: configuration.tone,
  examples: JSON.stringify(configuration.examples),
  model: configuration.model,
  temperature: configuration.temperature,
  top_p: configuration.topP,
  max_output_tokens: configuration.maxOutputTokens,
  frequency_penalty: configuration.frequencyPenalty,
  presence_penalty: configuration.presencePenalty,
  unsupported_claims: configuration.unsupportedClaims,
  tools: configuration.tools,
  summary_every: configuration.summaryEvery,
  transfer_target_ids: configuration.transferTargetIds,
  splits_replies: configuration.splitReplies,
  remembers: configuration.remembers,
})

/** A configuration as it was stored, with defaults for fields that were added later. */
export const storedConfiguration = (content: unknown): AgentConfiguration => ({
  name: '',
  ...blankConfiguration,
  ...(content as Partial<AgentConfiguration>),
})

/**
 * The configuration in its canonical form: knowledge bases sorted and without duplicates, weights and filters only
 * where they have an effect.
 */
export function tidied(given: AgentConfiguration): AgentConfiguration {
  const configuration = storableJson(given) as AgentConfiguration
  const knowledgeBaseIds = [...new Set(configuration.knowledgeBaseIds)].sort()
  const weightOf = new Map(
    configuration.knowledgeBaseWeights.map(({ knowledgeBaseId, weight }) => [knowledgeBaseId, weight]),
  )
  const knowledgeBaseWeights = knowledgeBaseIds.flatMap((knowledgeBaseId) => {
    const weight = weightOf.get(knowledgeBaseId) ?? 1
    return weight === 1 ? [] : [{ knowledgeBaseId, weight }]
  })
  const whereOf = new Map(
    configuration.knowledgeBaseFilters.map(({ knowledgeBaseId, where }) => [knowledgeBaseId, where]),
  )
  const knowledgeBaseFilters = knowledgeBaseIds.flatMap((knowledgeBaseId) => {
    const where = whereOf.get(knowledgeBaseId) ?? []
    return where.length === 0 ? [] : [{ knowledgeBaseId, where }]
  })
  return {
    ...configuration,
    knowledgeBaseIds,
    knowledgeBaseWeights,
    knowledgeBaseFilters,
    tools: [...new Set(configuration.tools)],
    transferTargetIds: [...new Set(configuration.transferTargetIds)].sort(),
  }
}

/** Which fields differ, in the order of the contract. Both are tidied. */
export const differing = (one: AgentConfiguration, other: AgentConfiguration): ConfigurationField[] =>
  configurationFields.filter((field) => !isDeepStrictEqual(one[field], other[field]))

/** The changes that turn `base` into `wanted`. */
export const changesBetween = (
  base: AgentConfiguration,
  wanted: AgentConfiguration,
): Partial<AgentConfiguration> =>
  Object.fromEntries(differing(base, wanted).map((field) => [field, wanted[field]]))

/** The configuration without deleted knowledge bases, and their number. */
export function withoutLostKnowledgeBases(
  configuration: AgentConfiguration,
  there: ReadonlySet<string>,
): { configuration: AgentConfiguration; missingKnowledgeBases: number } {
  const knowledgeBaseIds = configuration.knowledgeBaseIds.filter((id) => there.has(id))
  return {
    configuration: tidied({ ...configuration, knowledgeBaseIds }),
    missingKnowledgeBases: configuration.knowledgeBaseIds.length - knowledgeBaseIds.length,
  }
}
