import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Mount } from '../dialect.ts'
import { inQuery } from './accept.ts'
import { ask, type Begun } from './ask.ts'
import { type Asked, readMessageRequest } from './message-request.ts'
import { type Caller, type EnterCaller, entryRequestOf, closeSignalOf } from './caller.ts'
import { testCapabilities } from './capabilities.ts'
import { findConversation } from './conversations.ts'
import { reasonOf } from './faults.ts'
import { type Answer, collectAnswer, followAnswer } from './follow-answer.ts'
import { readBody } from './form.ts'
import { readSaid, showMessages, shownOf } from './messages.ts'
import { openPaths } from './paths.ts'
import { badRequest } from './refusal.ts'
import { tokensIn } from './translate.ts'

const TICKS = 10
const TICK_MS = 100

/** Questions, with the answer as a whole or as a stream. */
export function chatRoutes(http: FastifyInstance, { app }: Mount, enter: EnterCaller) {
  const open = openPaths(http)

  open('POST', ['/api/chat/send_message', '/api/chat'], async (request, reply) => {
    const { asked, begun, answer } = await answerWhole(enter, request, reply)
    // The older variant has the address without a trailing slash, and another response format.
    const isOlder = request.routeOptions.url?.endsWith('/api/chat') ?? false
    return isOlder ? toOlderAnswer(answer) : toAnswer(app.now(), asked, begun, answer)
  })

  open('POST', '/api/chat/stream', async (request, reply) => {
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache, no-transform')
      .header('x-accel-buffering', 'no')
    return reply.send(Readable.from(tell(enter, request, closeSignalOf(reply))))
  })

  open('GET', '/api/chat/test-stream', async (_request, reply) => {
    const left = closeSignalOf(reply)
    reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-cache, no-transform')
      .header('x-accel-buffering', 'no')
    return reply.send(Readable.from(ticks(left, (tick) => `data: ${tick}\n\n`)))
  })

  open('GET', '/api/chat/history', async (request) => {
    const caller = await enter(entryRequestOf(request))
    const named = inQuery(request, 'conversationId')
    if (named === undefined) throw badRequest('conversation_id required')
    const conversation = await findConversation(caller, named)
    if (!conversation) return []
    return showMessages(caller, conversation.id, shownOf(await readSaid(caller, conversation.id)))
  })

  open('POST', '/api/chat/test-capabilities', async (request, reply) => {
    const caller = await enter(entryRequestOf(request))
    const found = await testCapabilities(caller, await readBody(request))
    return reply.code(found.isConfigured ? 200 : 400).send(found.told)
  })
}

/** Ten lines, to test whether streams work. */
export async function* ticks(left: AbortSignal, toLine: (tick: string) => string) {
  for (let tick = 0; tick < TICKS && !left.aborted; tick += 1) {
    yield toLine(`tick ${tick}`)
    await new Promise((go) => setTimeout(go, TICK_MS))
  }
}

interface Whole {
  readonly asked: Asked
  readonly begun: Begun
  readonly answer: Answer & { content: string }
}

async function answerWhole(enter: EnterCaller, request: FastifyRequest, reply: FastifyReply): Promise<Whole> {
  const lasting = await enter(entryRequestOf(request))
  const fileIds: string[] = []
  const asked = readMessageRequest(await readBody(request, { scope: lasting.scope, fileIds }), fileIds)
  const begun = await ask(lasting, asked)
  // The answer continues if the client disconnects: it is in the history.
  const caller = await enter(entryRequestOf(request, closeSignalOf(reply)))
  const { approvesTools } = asked
  return {
    asked,
    begun,
    answer: await collectAnswer({ caller, lasting, begun, approvesTools, isKept: true }),
  }
}

/** The raw text of an answer. Errors become part of the text, where its pages look for them. */
async function* tell(enter: EnterCaller, request: FastifyRequest, left: AbortSignal) {
  try {
    const lasting: Caller = await enter(entryRequestOf(request))
    const asked = readMessageRequest(request.body)
    const caller = await enter(entryRequestOf(request, left))
    const begun = await ask(lasting, asked)
    yield* followAnswer({ caller, lasting, begun, approvesTools: asked.approvesTools })
  } catch (error) {
    if (left.aborted) return
    request.log.warn({ err: error }, 'A stream could not be told to its end.')
    yield `[ERROR]: ${reasonOf(error, request.headers).replace(/\s+/g, ' ')}\n`
  }
}

function toAnswer(
  now: Date,
  { model }: Asked,
  { conversation }: Begun,
  { content, usage }: Answer & { content: string },
) {
  const seconds = now.getTime() / 1_000
  return {
    id: `msg_${Math.floor(seconds)}`,
    role: 'assistant',
    content,
    model: usage.model ?? model ?? 'gpt-4',
    conversation_id: conversation.id,
    created_at: seconds,
    metadata: { tokens: usage.outputTokens ?? tokensIn(content), finish_reason: 'stop' },
  }
}

function toOlderAnswer({ content, parts }: Answer & { content: string }) {
  const sources = parts.flatMap((part) => (part.type === 'source' ? [part] : []))
  const ragReferences = sources.map(({ number, documentName, page, quote }) => ({
    number,
    title: documentName,
    page,
    preview: quote,
  }))
  return {
    message: content,
    ragReferences: sources.length > 0 ? ragReferences : null,
    ragUsed: sources.length > 0,
  }
}
