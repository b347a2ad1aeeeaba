import { sql } from 'kysely'
import { type MetadataKey, MetadataKeyList } from '#contract/shapes/metadata.ts'
import { KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import { requireKnowledgeBase } from '../visible.ts'

// The latest documents, which is enough to know the keys.
const DOCUMENTS_MAX = 10_000
const KEYS_MAX = 100
const VALUES_MAX = 20

/** By what keys the documents of a knowledge base are described, the most usual first, each with its most usual values. */
export async function metadataKeys(
  tx: Reader,
  scope: Scope,
  knowledgeBaseId: string,
): Promise<MetadataKey[]> {
  const { rows } = await sql<MetadataKey>`
    WITH described AS (
      SELECT metadata FROM documents
      WHERE tenant_id = ${scope.tenantId} AND knowledge_base_id = ${knowledgeBaseId} AND metadata <> '{}' ORDER BY id DESC LIMIT ${DOCUMENTS_MAX}
    ), counted AS (
      SELECT said.key, one.value, count(*) AS documents, mode() WITHIN GROUP (ORDER BY
        CASE jsonb_typeof(said.value) WHEN 'array' THEN 'list' WHEN 'number' THEN 'number' WHEN 'boolean' THEN 'truth' ELSE 'text' END) AS kind
      FROM described, jsonb_each(metadata) AS said, jsonb_array_elements(
        CASE jsonb_typeof(said.value) WHEN 'array' THEN said.value ELSE jsonb_build_array(said.value) END) AS one
      GROUP BY said.key, one.value
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY key ORDER BY documents DESC, value) AS place FROM counted
    )
    SELECT key, (array_agg(kind ORDER BY documents DESC, kind))[1] AS kind,
      jsonb_agg(value ORDER BY place) FILTER (WHERE place <= ${VALUES_MAX}) AS "values"
    FROM ranked GROUP BY key ORDER BY sum(documents) DESC, key LIMIT ${KEYS_MAX}`.execute(tx)
  return rows
}

/** Lists the metadata keys of a knowledge base's documents, so that filters can be chosen instead of guessed. */
export const listMetadataKeys = query({
  name: 'knowledge-base.list-metadata-keys',
  permission: 'knowledge:read',
  input: KnowledgeBaseRef,
  output: MetadataKeyList,
  async run({ tx, scope }, { knowledgeBaseId }) {
    await requireKnowledgeBase(tx, scope, knowledgeBaseId)
    return { items: await metadataKeys(tx, scope, knowledgeBaseId) }
  },
})
