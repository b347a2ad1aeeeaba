import { readStep } from '#kernel/step.ts'
import type { KnowledgeBaseWeight } from '#contract/shapes/agent.ts'
import type { KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import type { Spender } from '#features/budgets/index.ts'
import { normalForm } from '#platform/lexical/normal-form.ts'
import { countTokens } from '#platform/text/count-tokens.ts'
import type { Scope } from '#kernel/scope.ts'
import { joinPassages } from './join-passages.ts'
import { type FoundPassage, toPassage } from '../passages/passage.ts'
import { foundPassages } from '../passage-store.ts'
import { findWeighed } from './weigh-knowledge-bases.ts'

const PASSAGES_MAX = 8
// How many of the best results are shown with their neighbors.
const WITH_NEIGHBOURS = 3

/** A range of one document: consecutive passages, and their text without overlaps. */
export interface Material {
  readonly passages: readonly FoundPassage[]
  readonly text: string
}

interface Wanted {
  /** Checked by the caller. */
  readonly knowledgeBaseIds: string[]
  readonly weights: readonly KnowledgeBaseWeight[]
  /** If a document matches, so do the neighbors of its passages. */
  readonly filters: KnowledgeBaseFilter[]
  readonly query: string
  /** Earlier questions, latest first. */
  readonly earlier: string[]
  /** Whose budgets finding it counts towards. */
  readonly spender?: Spender
  /** How much a model is to be shown at most; the best passage is there in any case. */
  readonly tokensMax: number
}

/**
 * The material from which a model answers, best first: matching passages without repeats, the best ones with their
 * neighbors under the same headings, within the budget.
 */
export async function gatherMaterial(scope: Scope, { tokensMax, ...wanted }: Wanted): Promise<Material[]> {
  const found = withoutRepeats(await findWeighed(scope, { ...wanted, limit: PASSAGES_MAX }))
  const kept: FoundPassage[] = []
  let left = tokensMax
  const keep = (passage: FoundPassage) => {
    const tokens = countTokens(passage.text)
    if (tokens > left && kept.length > 0) return
    left -= tokens
    kept.push(passage)
  }
  for (const passage of found) keep(passage)
  for (const neighbour of await neighboursOf(scope, kept.slice(0, WITH_NEIGHBOURS)))
    if (isNew(neighbour, kept)) keep(neighbour)
  return joinPassages(kept)
}

/** Drops passages whose text a better one contains. */
const withoutRepeats = (found: readonly FoundPassage[]): FoundPassage[] =>
  found.reduce<FoundPassage[]>((kept, passage) => (isNew(passage, kept) ? [...kept, passage] : kept), [])

const isNew = (passage: FoundPassage, kept: readonly FoundPassage[]): boolean => {
  const words = wordsOf(passage.text)
  return !kept.some((one) => one.id === passage.id || wordsOf(one.text).includes(words))
}

const wordsOf = (text: string): string => normalForm(text).replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** The neighbors of these passages under the same headings; following ones first. */
async function neighboursOf(scope: Scope, passages: readonly FoundPassage[]): Promise<FoundPassage[]> {
  if (passages.length === 0) return []
  const near = await readAround(scope, { passages })
  return passages.flatMap((passage) =>
    near
      .filter((one) => one.documentId === passage.documentId && Math.abs(one.ordinal - passage.ordinal) === 1)
      .filter((one) => one.headingPath.join('\n') === passage.headingPath.join('\n'))
      .sort((a, b) => b.ordinal - a.ordinal),
  )
}

const readAround = readStep(
  async ({ tx, scope }, { passages }: { passages: readonly FoundPassage[] }): Promise<FoundPassage[]> => {
    const rows = await foundPassages(tx, scope)
      .where((eb) =>
        eb.or(
          passages.map(({ documentId, ordinal }) =>
            eb.and([
              eb('passages.document_id', '=', documentId),
              eb('passages.ordinal', 'in', [ordinal + 1, ordinal - 1]),
            ]),
          ),
        ),
      )
      .execute()
    return rows.map((row) => ({ ...toPassage(row), score: 0 }))
  },
)
