import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { Conditions } from '#contract/shapes/document-filter.ts'
import type { SearchWarning } from '#contract/shapes/knowledge.ts'
import type { Spender } from '#features/budgets/index.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { spanned } from '#kernel/spanned.ts'
import { query } from '#kernel/use-case.ts'
import { filterOf } from './filter-of.ts'
import { findByWords, findPassages, readFound } from './find-passages.ts'
import { type Fused, fuse } from './fuse.ts'
import type { FoundPassage } from '../passages/passage.ts'
import { nearestThatFit } from './nearest-that-fit.ts'
import { RERANKED, rerank } from './rerank.ts'
import { includeBlocked } from '../passages/include-blocked.ts'
import { nearPassages, type Nearness } from '../vectors/near-passages.ts'
import { embeddedKnowledgeBases, withoutVector } from '../vectors/vector-store.ts'

// How many candidates each half contributes.
const CANDIDATES = 50

const Wanted = z.strictObject({
  knowledgeBaseIds: z
    .array(id('knowledgeBase'))
    .nullable()
    .describe('Checked by the caller; all of the tenant for null.'),
  query: z.string(),
  earlier: z.array(z.string()).default([]).describe('What was asked before, the last first. It counts half.'),
  limit: z.int(),
  seesBlocked: z.boolean().default(false).describe('Also what is blocked, in the place of what is found.'),
  spender: z
    .custom<Spender>()
    .optional()
    .describe('Whose budgets it counts towards; those of whoever asks where it is left out.'),
})

const Narrowed = Wanted.extend({
  filters: z
    .array(z.strictObject({ knowledgeBaseId: id('knowledgeBase').nullable(), where: Conditions }))
    .default([])
    .describe('What documents must say to count: those of one knowledge base, or of all for null.'),
})

/** The same with the filters as one. */
const Filtered = Wanted.extend({ filter: z.string().nullable() })
type Filtered = z.output<typeof Filtered>

/**
 * Which of the knowledge bases have an embedding model: read first, so that both halves of a search run in parallel.
 */
const readEmbedded = query({
  name: 'passage.read-embedded',
  permission: 'knowledge:search',
  input: Wanted.pick({ knowledgeBaseIds: true }),
  run: ({ tx, scope }, { knowledgeBaseIds }) => embeddedKnowledgeBases(tx, scope, knowledgeBaseIds),
})

const searchWords = query({
  name: 'passage.search-words',
  permission: 'knowledge:search',
  input: Filtered,
  async run({ tx, scope }, { seesBlocked, ...wanted }) {
    if (seesBlocked) await includeBlocked(tx)
    return findPassages(tx, scope, wanted)
  },
})

/** The half of a search that matches words: returns more than requested, to be merged with the other half. */
const matchWords = query({
  name: 'passage.match-words',
  permission: 'knowledge:search',
  input: Filtered,
  async run({ tx, scope }, { seesBlocked, ...wanted }) {
    if (seesBlocked) await includeBlocked(tx)
    return findByWords(tx, scope, { ...wanted, limit: Math.max(CANDIDATES, wanted.limit) })
  },
})

const readFused = query({
  name: 'passage.read-found',
  permission: 'knowledge:search',
  input: z.strictObject({
    found: z.custom<readonly Fused[]>(Array.isArray),
    near: z.custom<readonly string[]>(Array.isArray),
    limit: z.int(),
    seesBlocked: z.boolean(),
  }),
  async run({ tx, scope }, { found, near, limit, seesBlocked }) {
    if (seesBlocked) await includeBlocked(tx)
    const gone = await withoutVector(tx, scope, near)
    // A few extra are read, in case some cannot be found any more.
    const passages = await readFound(tx, scope, found.slice(0, limit * 2), (hit) => hit)
    return { passages: passages.slice(0, limit), gone }
  },
})

/** The result of a search. */
export interface Retrieved {
  /** Best first. */
  readonly passages: FoundPassage[]
  /** Which part of the search failed; null for none. */
  readonly warning: SearchWarning | null
}

/**
 * Finds the passages that match a question best, by words and, if a knowledge base has an embedding model, by vectors.
 */
export function retrievePassages(scope: Scope, given: z.input<typeof Narrowed>): Promise<Retrieved> {
  const wanted = parseInput(Narrowed, given)
  return retrieve(scope, wanted)
}

/** The same, after access was checked. */
export async function retrieve(
  scope: Scope,
  { filters, ...given }: z.output<typeof Narrowed>,
): Promise<Retrieved> {
  const wanted = { ...given, filter: filterOf(filters) }
  if (wanted.knowledgeBaseIds?.length === 0 || !/[\p{L}\p{N}]/u.test(wanted.query)) return nothing
  const attributes = { 'gen_ai.operation.name': 'retrieval', 'gen_ai.retrieval.top_k': wanted.limit }
  return spanned(scope, 'retrieval', { attributes }, async (span) => {
    const retrieved = await inOrder(scope, wanted)
    span?.set({ 'parley.retrieval.found': retrieved.passages.length })
    if (scope.app.traces?.tellsContent) span?.set({ 'gen_ai.retrieval.query.text': wanted.query })
    return retrieved
  })
}

async function inOrder(scope: Scope, wanted: Filtered): Promise<Retrieved> {
  const begunAt = performance.now()
  const reach = scope.app.ports.reranker ? Math.max(wanted.limit, RERANKED) : wanted.limit
  const found = await firstOrder(scope, { ...wanted, limit: reach })
  const asked = { question: wanted.query, spender: spenderOf(scope, wanted) }
  const { passages, warning: ofOrder } = await rerank(scope, asked, found.passages)
  const warning = found.warning ?? ofOrder
  scope.app.metrics.observe('parley_retrieval_seconds', {}, (performance.now() - begunAt) / 1_000)
  return { passages: passages.slice(0, wanted.limit), warning }
}

const spenderOf = ({ actor }: Scope, { spender }: Pick<Filtered, 'spender'>): Spender =>
  spender ?? { agentId: null, personId: actor.kind === 'system' ? null : actor.id }

const nothing: Retrieved = { passages: [], warning: null }

async function firstOrder(scope: Scope, wanted: Filtered): Promise<Retrieved> {
  const embedded = await readEmbedded(scope, { knowledgeBaseIds: wanted.knowledgeBaseIds })
  if (embedded.length > 0) return hybrid(scope, wanted, embedded)
  return { passages: await searchWords(scope, wanted), warning: null }
}

async function hybrid(
  scope: Scope,
  wanted: Filtered,
  embedded: readonly { id: string; model: string }[],
): Promise<Retrieved> {
  const { query: words, earlier, filter, limit, seesBlocked } = wanted
  // A short question means little without the one before it.
  const question = [...earlier.slice(0, 1), words].join('\n')
  const findNear = async () => {
    const near = await nearPassages(scope, embedded, { question, spender: spenderOf(scope, wanted) })
    return { near, nearest: await nearestOf(near) }
  }
  const nearestOf = (near: Nearness) =>
    filter === null
      ? near.nearest(CANDIDATES)
      : nearestThatFit(scope, near, { embedded, filter, limit: CANDIDATES, seesBlocked })
  const [byWords, found] = await Promise.all([matchWords(scope, wanted), findNear()])
  const { near } = found
  for (let { nearest } = found; ; nearest = await nearestOf(near)) {
    const ids = nearest.map((hit) => hit.id)
    const fused = fuse(byWords, ids, near.similarity)
    const { passages, gone } = await readFused(scope, { found: fused, near: ids, limit, seesBlocked })
    if (gone.length === 0) return { passages, warning: near.warning }
    // Deleted passages took the places of others, which are searched for once more.
    await near.forget(gone)
  }
}
