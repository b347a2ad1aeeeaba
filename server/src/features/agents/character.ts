import { isDeepStrictEqual } from 'node:util'
import {
  blankCharacter,
  type Character,
  type CharacterField,
  characterFields,
} from '#contract/shapes/agent.ts'
import { storableJson } from '#kernel/storable.ts'
import type { EquippedAgent } from './agent-store.ts'

/** The character that an agent's row holds: that of the version that answers. */
export const characterOf = (row: EquippedAgent): Character => ({
  name: row.name,
  instructions: row.instructions,
  tone: row.tone,
  examples: row.examples as Character['examples'],
  model: row.model,
  temperature: row.temperature,
  topP: row.top_p,
  maxOutputTokens: row.max_output_tokens,
  frequencyPenalty: row.frequency_penalty,
  presencePenalty: row.presence_penalty,
  sourceIds: row.source_ids,
  sourceWeights: row.source_weights,
  sourceFilters: row.source_filters,
  unsupportedClaims: row.unsupported_claims as Character['unsupportedClaims'],
  tools: row.tools,
  summaryEvery: row.summary_every,
  colleagueIds: row.colleague_ids,
  splitReplies: row.splits_replies,
  remembers: row.remembers,
})

/** The same as columns of its row; its sources are rows of their own. */
export const columnsOf = (character: Character) => ({
  name: character.name,
  instructions: character.instructions,
  tone: character.tone,
  examples: JSON.stringify(character.examples),
  model: character.model,
  temperature: character.temperature,
  top_p: character.topP,
  max_output_tokens: character.maxOutputTokens,
  frequency_penalty: character.frequencyPenalty,
  presence_penalty: character.presencePenalty,
  unsupported_claims: character.unsupportedClaims,
  tools: character.tools,
  summary_every: character.summaryEvery,
  colleague_ids: character.colleagueIds,
  splits_replies: character.splitReplies,
  remembers: character.remembers,
})

/** A character as it was stored, with what came to characters later. */
export const storedCharacter = (content: unknown): Character => ({
  name: '',
  ...blankCharacter,
  ...(content as Partial<Character>),
})

/** The same character in its one spelling, and storable: sources in order and once, weights and filters only where they say something. */
export function tidied(given: Character): Character {
  const character = storableJson(given) as Character
  const sourceIds = [...new Set(character.sourceIds)].sort()
  const weightOf = new Map(character.sourceWeights.map(({ sourceId, weight }) => [sourceId, weight]))
  const sourceWeights = sourceIds.flatMap((sourceId) => {
    const weight = weightOf.get(sourceId) ?? 1
    return weight === 1 ? [] : [{ sourceId, weight }]
  })
  const whereOf = new Map(character.sourceFilters.map(({ sourceId, where }) => [sourceId, where]))
  const sourceFilters = sourceIds.flatMap((sourceId) => {
    const where = whereOf.get(sourceId) ?? []
    return where.length === 0 ? [] : [{ sourceId, where }]
  })
  return {
    ...character,
    sourceIds,
    sourceWeights,
    sourceFilters,
    tools: [...new Set(character.tools)],
    colleagueIds: [...new Set(character.colleagueIds)].sort(),
  }
}

/** Which fields differ, in the order of the contract. Both are tidied. */
export const differing = (one: Character, other: Character): CharacterField[] =>
  characterFields.filter((field) => !isDeepStrictEqual(one[field], other[field]))

/** What must be put on `base` to come to `wanted`. */
export const changesBetween = (base: Character, wanted: Character): Partial<Character> =>
  Object.fromEntries(differing(base, wanted).map((field) => [field, wanted[field]]))

/** The same without sources that are gone, and how many those are. */
export function withoutLostSources(
  character: Character,
  there: ReadonlySet<string>,
): { character: Character; missingSources: number } {
  const sourceIds = character.sourceIds.filter((id) => there.has(id))
  return {
    character: tidied({ ...character, sourceIds }),
    missingSources: character.sourceIds.length - sourceIds.length,
  }
}
