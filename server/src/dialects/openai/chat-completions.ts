import type { FastifyInstance } from 'fastify'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import { collectCompletion, createCompletion, refuseFailure } from '#features/completions/index.ts'
import { parseInput } from '#kernel/guard.ts'
import { sendEventStream } from '#platform/http/event-stream.ts'
import type { Mount } from '../dialect.ts'
import { enterStream } from '../kit/visit.ts'
import { headingOf, wholeAnswer } from './answer.ts'
import { chunksOf } from './chunks.ts'
import { findModel } from './models.ts'
import { questionFrom } from './question.ts'
import { ChatRequest } from './request.ts'

// Each request contains a whole conversation, with its images.
const BODY_LIMIT_BYTES = 20 * 1_048_576

/** Chat completions, streamed and whole. */
export function chatRoutes(http: FastifyInstance, { app }: Mount) {
  http.post('/v1/chat/completions', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const { scope, leaving } = await enterStream(app, request, reply)
    const asked = parseInput(ChatRequest, request.body ?? {})
    const agentId = await findModel(scope, asked.model)
    const pieces = createCompletion(scope, { ...questionFrom(asked), agentId })
    const names = new Set(asked.tools?.map((tool) => tool.function.name))
    const isCallersTool = (name: string) => names.has(name)
    if (!asked.stream) {
      const completion = await collectCompletion(pieces)
      return reply.send(wholeAnswer(headingOf(completion.id, asked.model), completion, isCallersTool))
    }
    const first = await firstWords(pieces)
    return sendEventStream(reply, leaving, async function* () {
      const chunks = chunksOf(from(first, pieces), {
        heading: headingOf(first.replyId, asked.model),
        includesUsage: asked.stream_options?.include_usage ?? false,
        isCallersTool,
      })
      for await (const data of chunks) yield { data }
    })
  })
}

/** Waits for the first content; a failure before that is a plain error response. */
async function firstWords(pieces: AsyncGenerator<CompletionStreamPart>): Promise<CompletionStreamPart> {
  for (;;) {
    const { value, done } = await pieces.next()
    if (done) throw new TypeError('A completion ended without its end.')
    refuseFailure(value)
    if (value.type !== 'waiting') return value
  }
}

async function* from(
  first: CompletionStreamPart,
  rest: AsyncGenerator<CompletionStreamPart>,
): AsyncGenerator<CompletionStreamPart> {
  try {
    yield first
    yield* rest
  } finally {
    // For a caller who disconnected before the rest was started.
    await rest.return(undefined)
  }
}
