import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { fits } from '../fits.ts'
import { saltOf } from '../place-terms.ts'
import {
  type Candidate,
  type Collection,
  type Group,
  GROUP_TERMS_MAX,
  type Occurrence,
  type WorthyTerm,
} from './rank-by-words.ts'

/**
 * The statistics of these knowledge bases together, or with null of all the tenant's, for the terms with these numbers.
 */
export async function readCollection(
  tx: Reader,
  scope: Scope,
  knowledgeBaseIds: readonly string[] | null,
  numbers: readonly number[],
): Promise<Collection> {
  const { rows } = await sql<{
    passages: number
    length: number
    knowledge_base_id: string
    number: number
    occurrences: number
  }>`
    WITH places AS MATERIALIZED (
      SELECT id, passage_count, term_count FROM knowledge_bases
      WHERE tenant_id = ${scope.tenantId} AND (${knowledgeBaseIds}::uuid[] IS NULL OR id = ANY (${knowledgeBaseIds}::uuid[]))
        AND passage_count > 0
    ), together AS (
      SELECT array_agg(id) AS ids, sum(passage_count) AS passages, sum(term_count) / sum(passage_count) AS length FROM places
    )
    SELECT t.passages, t.length::float8, s.knowledge_base_id, s.number, s.passage_count AS occurrences
    FROM together t, term_statistics s
    WHERE s.tenant_id = ${scope.tenantId} AND s.knowledge_base_id = ANY (t.ids) AND s.number = ANY (${numbers}::integer[])`.execute(
    tx,
  )
  const occurrences = new Map<number, Occurrence[]>()
  for (const { knowledge_base_id: knowledgeBaseId, number, occurrences: passages } of rows) {
    const known = occurrences.get(number)
    if (known) known.push({ knowledgeBaseId, passages })
    else occurrences.set(number, [{ knowledgeBaseId, passages }])
  }
  return { passages: rows[0]?.passages ?? 0, meanLength: rows[0]?.length ?? 1, occurrences }
}

interface Looking {
  readonly terms: readonly WorthyTerm[]
  /** Also finds passages with all terms of one of these groups. */
  readonly groups?: readonly Group[]
  /** Only in documents that match; null: in all. */
  readonly filter: string | null
  readonly max: number
}

/** Live passages with one of the terms, or all of a group, in order of storage; at most `limit`. */
export async function readCandidates(
  tx: Reader,
  scope: Scope,
  { terms, groups = [], filter, max }: Looking,
): Promise<Candidate[]> {
  const { placed } = placesOf(terms)
  const { knowledgeBaseIds } = placesOf([...terms, ...groups.flat()])
  const { rows } = await sql<Candidate>`
    SELECT passage_id AS id, passage_terms AS length, passage_profile AS profile
    FROM search_passages(${scope.tenantId}::uuid, ${knowledgeBaseIds}::uuid[], ${placed}::integer[], ${max}, ${filter}::jsonpath,
      ${groups.flatMap(placedGroups)}::integer[], ${GROUP_TERMS_MAX})`.execute(tx)
  return rows
}

/** The same, starting from the matching documents: better if those are few and the terms occur in many others. */
export async function readCandidatesThatFit(
  tx: Reader,
  scope: Scope,
  { terms, filter, max }: Looking & { readonly filter: string },
): Promise<Candidate[]> {
  const { knowledgeBaseIds, placed } = placesOf(terms)
  const { rows } = await sql<Candidate>`
    SELECT passages.id, passages.length, passages.profile
    FROM documents CROSS JOIN LATERAL (
      SELECT id, term_count AS length, profile FROM passages
      WHERE tenant_id = ${scope.tenantId} AND document_id = documents.id
        AND revision = searched_revision(documents.live_revision, documents.blocked_revision)
        AND NOT is_disabled AND terms && ${placed}::integer[]
      -- Keeps it to be asked document by document: how few fit a filter is not known beforehand.
      OFFSET 0
    ) passages
    WHERE documents.tenant_id = ${scope.tenantId} AND documents.knowledge_base_id = ANY (${knowledgeBaseIds}::uuid[]) AND ${fits(filter)}
    LIMIT ${max}`.execute(tx)
  return rows
}

/** A group in each knowledge base that has all of its terms, one after another; a smaller one repeats its last term. */
const placedGroups = (group: Group): number[] =>
  (group[0]?.occurrences ?? []).flatMap(({ knowledgeBaseId }) =>
    group.every(({ occurrences }) =>
      occurrences.some((occurrence) => occurrence.knowledgeBaseId === knowledgeBaseId),
    )
      ? Array.from(
          { length: GROUP_TERMS_MAX },
          (_, at) => (group[Math.min(at, group.length - 1)]?.number ?? 0) ^ saltOf(knowledgeBaseId),
        )
      : [],
  )

function placesOf(terms: readonly WorthyTerm[]): { knowledgeBaseIds: string[]; placed: number[] } {
  const places = terms.flatMap(({ number, occurrences }) =>
    occurrences.map(({ knowledgeBaseId }) => ({ knowledgeBaseId, placed: number ^ saltOf(knowledgeBaseId) })),
  )
  return {
    knowledgeBaseIds: [...new Set(places.map(({ knowledgeBaseId }) => knowledgeBaseId))],
    placed: places.map(({ placed }) => placed),
  }
}
