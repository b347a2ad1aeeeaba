import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import { collectCompletion, createCompletion, tryAgent } from '#features/completions/index.ts'
import { draftAnswer } from '#features/inbox/copilot/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { sendEventStream } from '#platform/http/event-stream.ts'
import type { Mount } from '../dialect.ts'
import { enterStream } from '../kit/visit.ts'

type Start = (scope: Scope, body: Record<string, unknown>) => AsyncGenerator<CompletionStreamPart>

/** Answers to conversations that their callers keep, and drafts for operators. */
export function completionRoutes(http: FastifyInstance, { app }: Mount) {
  const serve = (url: string, startFor: (request: FastifyRequest) => Start) =>
    http.post(url, async (request, reply) => {
      const { body } = request
      if (typeof body !== 'object' || body === null || Array.isArray(body) || 'agentId' in body)
        throw new Fault('invalid_input', 'The body must be a JSON object; the agent stands in the path.')
      const { scope, leaving } = await enterStream(app, request, reply)
      const parts = startFor(request)(scope, body as Record<string, unknown>)
      return (request.headers.accept ?? '').includes('text/event-stream')
        ? stream(reply, leaving, parts)
        : reply.send(await collectCompletion(parts))
    })

  serve('/v1/agents/:agentId/completions', ({ params }) => {
    const { agentId } = params as { agentId: string }
    return (scope, body) =>
      createCompletion(scope, { ...body, agentId } as Parameters<typeof createCompletion>[1])
  })
  serve('/v1/inbox/conversations/:conversationId/draft', ({ params }) => {
    const { conversationId } = params as { conversationId: string }
    return (scope, body) =>
      draftAnswer(scope, { ...body, conversationId } as Parameters<typeof draftAnswer>[1])
  })
  serve('/v1/agents/try', () => (scope, body) => tryAgent(scope, body as Parameters<typeof tryAgent>[1]))
}

async function stream(
  reply: FastifyReply,
  leaving: AbortController,
  parts: AsyncGenerator<CompletionStreamPart>,
) {
  // The first part is waited for, so that an unknown agent is a plain 404 and not a broken stream.
  const first = await parts.next()
  return sendEventStream(reply, leaving, async function* () {
    try {
      if (!first.done) yield { event: first.value.type, data: first.value }
      for await (const part of parts) yield { event: part.type, data: part }
    } finally {
      // Started outside of the loop, so it is ended by hand for a caller who disconnected before it.
      await parts.return(undefined)
    }
  })
}
