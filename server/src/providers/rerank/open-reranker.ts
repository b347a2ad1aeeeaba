import { z } from 'zod'
import type { Reranker } from '#kernel/model-ports.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import type { Log } from '#platform/log/log.ts'
import { type BreakerOptions, openBreaker } from '../breaker.ts'
import { postJson, readJson } from '../models/post-json.ts'
import { ProviderFailure } from '../models/provider-failure.ts'
import type { RerankConfig } from './rerank-config.ts'

export const BREAKER: Omit<BreakerOptions, 'log'> = { failuresMax: 3, pauseMs: 15_000 }

const Results = z.array(z.object({ index: z.int().min(0), relevance_score: z.number() }))
const formats = {
  cohere: {
    body: (model: string, query: string, documents: readonly string[]) => ({
      model,
      query,
      documents,
      top_n: documents.length,
    }),
    answer: z.object({ results: Results }).transform(({ results }) => results),
  },
  dashscope: {
    body: (model: string, query: string, documents: readonly string[]) => ({
      model,
      input: { query, documents },
      parameters: { return_documents: false, top_n: documents.length },
    }),
    answer: z.object({ output: z.object({ results: Results }) }).transform(({ output }) => output.results),
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
    rank(query, texts, signal) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(config.timeLimitMs)])
      return guarded(limited, () => ask(config, call, { query, texts, signal: limited }))
    },
  }
}

/** Throws ProviderFailure unless each text has a score. */
async function ask(
  { url, key, model, format }: RerankConfig,
  send: HttpCall,
  { query, texts, signal }: { query: string; texts: readonly string[]; signal: AbortSignal },
): Promise<number[]> {
  const { body, answer } = formats[format]
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key.reveal()}` } : {}
  const call = { url, headers, body: body(model, query, texts), refused: new Set<string>() }
  const read = answer.safeParse(await readJson(await postJson(call, signal, send)))
  const scores = new Map(read.data?.map((result) => [result.index, result.relevance_score]))
  const inOrder = texts.flatMap((_, at) => scores.get(at) ?? [])
  if (inOrder.length !== texts.length) throw new ProviderFailure('unreadable')
  return inOrder
}
