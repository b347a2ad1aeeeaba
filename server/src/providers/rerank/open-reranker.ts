import { z } from 'zod'
import { costOf } from '#kernel/cost.ts'
import type { Ranked, RankingEffort, Reranker } from '#kernel/model-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import type { Log } from '#platform/log/log.ts'
import { type BreakerOptions, openBreaker } from '../breaker.ts'
import { postJson, readJson } from '../models/post-json.ts'
import { ProviderFailure } from '../models/provider-failure.ts'
import type { RerankConfig } from './rerank-config.ts'

export const BREAKER: Omit<BreakerOptions, 'log'> = { failuresMax: 3, pauseMs: 15_000 }

const Results = z.array(z.object({ index: z.int().min(0), relevance_score: z.number() }))
const count = z.number().min(0)
const Usage = z.object({ total_tokens: count }).partial().nullish().catch(null)
const formats = {
  cohere: {
    body: (model: string, query: string, documents: readonly string[]) => ({
      model,
      query,
      documents,
      top_n: documents.length,
    }),
    answer: z
      .object({
        results: Results,
        meta: z
          .object({
            billed_units: z.object({ search_units: count }).partial(),
            tokens: z.object({ input_tokens: count }).partial(),
          })
          .partial()
          .nullish()
          .catch(null),
        usage: Usage,
      })
      .transform(({ results, meta, usage }) => ({
        results,
        took: {
          tokens: usage?.total_tokens ?? meta?.tokens?.input_tokens ?? null,
          searches: meta?.billed_units?.search_units ?? null,
        },
      })),
  },
  dashscope: {
    body: (model: string, query: string, documents: readonly string[]) => ({
      model,
      input: { query, documents },
      parameters: { return_documents: false, top_n: documents.length },
    }),
    answer: z
      .object({ output: z.object({ results: Results }), usage: Usage })
      .transform(({ output: { results }, usage }) => ({
        results,
        took: { tokens: usage?.total_tokens ?? null, searches: null },
      })),
  },
}

/** The configured reranker behind its time limit and a breaker. */
export function openReranker(
  config: RerankConfig,
  log: Pick<Log, 'warn'>,
  { pauseMs, failuresMax } = BREAKER,
  call: HttpCall = openNetwork.call,
): Reranker {
  const guarded = openBreaker({ id: config.id, kind: 'rerank' }, { failuresMax, pauseMs, log })
  return {
    id: config.id,
    cost: costBy(config),
    rank(query, texts, signal) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(config.timeLimitMs)])
      return guarded(limited, () => ask(config, call, { query, texts, signal: limited }))
    },
  }
}

const costBy =
  ({ price }: Pick<RerankConfig, 'price'>) =>
  ({ tokens, searches }: RankingEffort) => {
    if (price === null) return null
    if ('search' in price) return { ...price.search, nanos: Math.round(price.search.nanos * searches) }
    return costOf({ inputTokens: tokens, outputTokens: 0 }, price)
  }

/** Throws ProviderFailure unless each text has a score. */
async function ask(
  { url, key, model, format }: RerankConfig,
  send: HttpCall,
  { query, texts, signal }: { query: string; texts: readonly string[]; signal: AbortSignal },
): Promise<Ranked> {
  const { body, answer } = formats[format]
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key.reveal()}` } : {}
  const call = { url, headers, body: body(model, query, texts), refused: new Set<string>() }
  const read = answer.safeParse(await readJson(await postJson(call, signal, send)))
  const scores = new Map(read.data?.results.map((result) => [result.index, result.relevance_score]))
  const inOrder = texts.flatMap((_, at) => scores.get(at) ?? [])
  if (!read.success || inOrder.length !== texts.length) throw new ProviderFailure('unreadable')
  return { scores: inOrder, took: read.data.took }
}
