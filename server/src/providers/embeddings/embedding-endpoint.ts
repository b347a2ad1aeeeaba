import { z } from 'zod'
import type { Price } from '#contract/money.ts'
import type { Embedded, EmbeddingModel } from '#kernel/model-ports.ts'
import type { HttpCall } from '#platform/http/call.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import { postJson, readJson } from '../models/post-json.ts'
import { ProviderFailure } from '../models/provider-failure.ts'

// DashScope accepts no more texts at once; the others accept many.
const AT_ONCE = 10

const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1).max(8_192) })),
  usage: z
    .object({ prompt_tokens: z.int().min(0).optional(), total_tokens: z.int().min(0).optional() })
    .nullish()
    .catch(null),
})

interface Endpoint {
  readonly id: string
  /** `model` or `model@dimension`. */
  readonly name: string
  readonly baseUrl: string
  readonly key: Secret | null
  readonly isOllama: boolean
  readonly price: Price | null
}

/** A model behind OpenAI's embeddings endpoint, which DashScope and Ollama have too. Throws ProviderFailure. */
export function embeddingEndpoint(endpoint: Endpoint, call: HttpCall): EmbeddingModel {
  const [, model = '', dimension] = /^(.+?)(?:@(\d+))?$/.exec(endpoint.name) ?? []
  const root = endpoint.baseUrl.replace(/(?<!\/)\/+$/, '')
  const url = `${endpoint.isOllama && !root.endsWith('/v1') ? `${root}/v1` : root}/embeddings`
  const headers: Record<string, string> = endpoint.key
    ? { authorization: `Bearer ${endpoint.key.reveal()}` }
    : {}
  const embedSome = async (texts: readonly string[], signal: AbortSignal): Promise<Embedded> => {
    const body = {
      model,
      input: texts,
      encoding_format: 'float',
      ...(dimension !== undefined && { dimensions: Number(dimension) }),
    }
    const answered = await postJson({ url, headers, body, refused: new Set() }, signal, call)
    const answer = Answer.safeParse(await readJson(answered))
    if (!answer.success || answer.data.data.length !== texts.length) throw new ProviderFailure('unreadable')
    const vectors = answer.data.data.toSorted((a, b) => a.index - b.index)
    const wanted = Number(dimension ?? vectors[0]?.embedding.length)
    if (vectors.some(({ embedding }) => embedding.length !== wanted)) throw new ProviderFailure('unreadable')
    const { usage } = answer.data
    return {
      vectors: vectors.map(({ embedding }) => unit(embedding)),
      tokens: usage?.total_tokens ?? usage?.prompt_tokens ?? null,
    }
  }
  return {
    id: endpoint.id,
    price: endpoint.price,
    async embed(texts, signal) {
      const vectors: Float32Array[] = []
      let tokens: number | null = 0
      for (let at = 0; at < texts.length; at += AT_ONCE) {
        const some = await embedSome(texts.slice(at, at + AT_ONCE), signal)
        vectors.push(...some.vectors)
        tokens = tokens === null || some.tokens === null ? null : tokens + some.tokens
      }
      return { vectors, tokens }
    },
  }
}

/** The same direction with length one. Throws ProviderFailure for a vector without direction. */
function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values)
  if (!(length > 0 && Number.isFinite(length))) throw new ProviderFailure('unreadable')
  return Float32Array.from(values, (value) => value / length)
}
