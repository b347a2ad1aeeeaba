import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Hit } from '#contract/shapes/knowledge.ts'
import { readDocumentText, searchKnowledge } from '#features/knowledge/index.ts'
import type { Hand } from '../../lend-hand.ts'
import { accept, inBothSpellings, inPath } from '../accept.ts'
import { type EnterCaller, knockOf } from '../caller.ts'
import { readBody } from '../form.ts'
import { numberOf, numbersOf } from '../numbers.ts'
import { openPaths } from '../paths.ts'
import { badRequest } from '../refusal.ts'
import { likenessOf, tokensIn } from '../translate.ts'
import { handToSearch } from './hands.ts'
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

/** Looking things up in the sources that were made here. */
export function searchRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const entered = async (request: FastifyRequest) => {
    const caller = await enter(knockOf(request))
    // What stands around a passage is the document's, which whoever only searches does not read.
    const mayRead = caller.may?.has('knowledge:read') ?? true
    return { hand: handToSearch(caller), mayRead, asked: accept(Search, await readBody(request)) }
  }

  open('POST', '/api/rag/search', async (request) => {
    const { hand, mayRead, asked } = await entered(request)
    const { hits, query, tookMs } = await search(hand, asked, 'Query is required')
    const chunks = await show(hand, hits, mayRead ? (asked.contextWindowSize ?? 2) : 0)
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
    const { hand, asked } = await entered(request)
    const { hits, query } = await search(hand, asked, 'Query is required')
    const results = await show(hand, hits, 0)
    return { success: true, results, query, resultsCount: results.length, results_count: results.length }
  })

  open('POST', '/api/rag/knowledge-sources/:id([^/]+)/query', async (request) => {
    const { hand, asked } = await entered(request)
    const { source } = await requireSource(hand, inPath(request, 'id'))
    const knowledgeSourceId = await numberOf(hand, 'source', source.id)
    const { hits, query } = await search(hand, { ...asked, knowledgeSourceId }, 'query required')
    const chunks = await show(hand, hits, 0)
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

async function search(hand: Hand, asked: Search, complaint: string): Promise<Found> {
  const query = (asked.query ?? '').slice(0, QUERY_CHARACTERS)
  if (query === '') throw badRequest(complaint)
  const beganAt = performance.now()
  const named = asked.knowledgeSourceId
  const sources = named == null ? await sourcesMadeHere(hand) : [await requireSource(hand, named)]
  const sourceIds = sources.map(({ source }) => source.id).slice(0, SOURCES_MAX)
  const limit = Math.min(asked.maxResults ?? asked.topK ?? asked.limit ?? 5, HITS_MAX)
  const found = sourceIds.length === 0 ? [] : (await searchKnowledge(hand, { query, sourceIds, limit })).items
  const least = asked.similarityThreshold ?? asked.threshold ?? 0
  // What only its words have found has no likeness to be too small.
  const hits = found.filter(({ similarity, words }) => words !== null || (similarity ?? 1) >= least)
  return { hits, query, tookMs: Math.round(performance.now() - beganAt) }
}

/** Passages as clients read them, with so much of what stands around them. */
async function show(hand: Hand, hits: readonly Hit[], neighbours: number) {
  const passageNumber = await numbersOf(
    hand,
    'passage',
    hits.map(({ passage }) => passage.id),
  )
  const documentNumber = await numbersOf(
    hand,
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
        ...(await around(hand, hit, neighbours * CONTEXT_CHARACTERS)),
        ...(rerank !== null && { rerankScore: rerank }),
      }),
    )
  }
  return shown
}

async function around(hand: Hand, { passage: { documentId, start, end } }: Hit, characters: number) {
  if (characters === 0) return {}
  const { text } = await readDocumentText(hand, { documentId })
  return {
    contextBefore: text.slice(Math.max(0, start - characters), start).toWellFormed(),
    contextAfter: text.slice(end, end + characters).toWellFormed(),
  }
}
