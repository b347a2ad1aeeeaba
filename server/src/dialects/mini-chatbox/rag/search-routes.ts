import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Hit } from '#contract/shapes/knowledge.ts'
import { readDocumentText, searchKnowledge } from '#features/knowledge/index.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { accept, inBothSpellings, inPath } from '../accept.ts'
import { type EnterCaller, entryRequestOf } from '../caller.ts'
import { readBody } from '../form.ts'
import { numberOf, numbersOf } from '../numbers.ts'
import { openPaths } from '../paths.ts'
import { badRequest } from '../refusal.ts'
import { likenessOf, tokensIn } from '../translate.ts'
import { elevateToSearch } from './elevate.ts'
import { requireSource, sourcesMadeHere } from './sources.ts'

const QUERY_CHARACTERS = 2_000
const HITS_MAX = 50
const SOURCES_MAX = 50
/** About what one neighbouring passage holds. */
const CONTEXT_CHARACTERS = 800

const number = z.union([z.int(), z.string().regex(/^\d{1,15}$/)])
const count = z.coerce.number().int().min(1).max(100)
const Search = z.object({
  query: z.string().trim().max(20_000).nullish(),
  knowledgeSourceId: number.nullish(),
  maxResults: count.nullish(),
  topK: count.nullish(),
  limit: count.nullish(),
  similarityThreshold: z.number().min(0).max(1).nullish(),
  threshold: z.number().min(0).max(1).nullish(),
  contextWindowSize: z.number().int().min(0).max(10).nullish(),
})
type Search = z.output<typeof Search>

interface Found {
  readonly hits: readonly Hit[]
  readonly query: string
  readonly tookMs: number
}

/** Searches in the sources created here. */
export function searchRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const entered = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    // The text around a passage belongs to the document, which searching alone does not allow to read.
    const mayRead = caller.may?.has('knowledge:read') ?? true
    return { elevated: elevateToSearch(caller), mayRead, asked: accept(Search, await readBody(request)) }
  }

  open('POST', '/api/rag/search', async (request) => {
    const { elevated, mayRead, asked } = await entered(request)
    const { hits, query, tookMs } = await search(elevated, asked, 'Query is required')
    const chunks = await show(elevated, hits, mayRead ? (asked.contextWindowSize ?? 2) : 0)
    const contextText = hits
      .map(({ passage }, at) => `[${at + 1}] ${passage.documentName}\n${passage.text}`)
      .join('\n\n')
    return {
      ...inBothSpellings({
        success: true,
        relevantChunks: chunks,
        contextText,
        totalTokens: tokensIn(contextText),
        retrievalTime: tookMs,
        searchMethod: 'hybrid',
        rerankingUsed: hits.some(({ rerank }) => rerank !== null),
      }),
      query,
      total_results: chunks.length,
      results: chunks,
    }
  })

  open('POST', '/api/rag/similarity-search', async (request) => {
    const { elevated, asked } = await entered(request)
    const { hits, query } = await search(elevated, asked, 'Query is required')
    const results = await show(elevated, hits, 0)
    return { success: true, results, query, resultsCount: results.length, results_count: results.length }
  })

  open('POST', '/api/rag/knowledge-sources/:id([^/]+)/query', async (request) => {
    const { elevated, asked } = await entered(request)
    const { source } = await requireSource(elevated, inPath(request, 'id'))
    const knowledgeSourceId = await numberOf(elevated, 'source', source.id)
    const { hits, query } = await search(elevated, { ...asked, knowledgeSourceId }, 'query required')
    const chunks = await show(elevated, hits, 0)
    return {
      query,
      knowledge_source_id: knowledgeSourceId,
      total_results: chunks.length,
      results: chunks.map(({ id, chunkText, similarity, documentId }) => ({
        id,
        content: chunkText,
        score: similarity,
        metadata: { document_id: documentId, knowledge_source_id: knowledgeSourceId },
      })),
    }
  })
}

async function search(elevated: ElevatedScope, asked: Search, complaint: string): Promise<Found> {
  const query = (asked.query ?? '').slice(0, QUERY_CHARACTERS)
  if (query === '') throw badRequest(complaint)
  const beganAt = performance.now()
  const named = asked.knowledgeSourceId
  const sources = named == null ? await sourcesMadeHere(elevated) : [await requireSource(elevated, named)]
  const knowledgeBaseIds = sources.map(({ source }) => source.id).slice(0, SOURCES_MAX)
  const limit = Math.min(asked.maxResults ?? asked.topK ?? asked.limit ?? 5, HITS_MAX)
  const found =
    knowledgeBaseIds.length === 0
      ? []
      : (await searchKnowledge(elevated, { query, knowledgeBaseIds, limit })).items
  const least = asked.similarityThreshold ?? asked.threshold ?? 0
  // A result found only by words has no similarity that could be too low.
  const hits = found.filter(({ similarity, words }) => words !== null || (similarity ?? 1) >= least)
  return { hits, query, tookMs: Math.round(performance.now() - beganAt) }
}

/** Passages in clients' format, with this much of their context. */
async function show(elevated: ElevatedScope, hits: readonly Hit[], neighbours: number) {
  const passageNumber = await numbersOf(
    elevated,
    'passage',
    hits.map(({ passage }) => passage.id),
  )
  const documentNumber = await numbersOf(
    elevated,
    'document',
    hits.map(({ passage }) => passage.documentId),
  )
  const shown = []
  for (const hit of hits) {
    const { passage, rerank } = hit
    const likeness = likenessOf(hit)
    shown.push(
      inBothSpellings({
        id: passageNumber(passage.id),
        documentId: documentNumber(passage.documentId),
        chunkText: passage.text,
        chunkIndex: passage.ordinal,
        similarity: likeness,
        documentTitle: passage.documentName,
        documentMetadata: {},
        chunkMetadata: { page: passage.page, headings: passage.headingPath },
        relevanceScore: likeness,
        ...(await around(elevated, hit, neighbours * CONTEXT_CHARACTERS)),
        ...(rerank !== null && { rerankScore: rerank }),
      }),
    )
  }
  return shown
}

async function around(
  elevated: ElevatedScope,
  { passage: { documentId, start, end } }: Hit,
  characters: number,
) {
  if (characters === 0) return {}
  const { text } = await readDocumentText(elevated, { documentId })
  return {
    contextBefore: text.slice(Math.max(0, start - characters), start).toWellFormed(),
    contextAfter: text.slice(end, end + characters).toWellFormed(),
  }
}
