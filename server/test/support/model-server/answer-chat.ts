import type { ServerResponse } from 'node:http'
import type { ChatBody } from './chat-request.ts'
import { playBytes, playPackets, playStream } from './play-stream.ts'
import type { RecordedRequest } from './recorded-request.ts'
import type { ScriptedReply } from './scripted-reply.ts'
import type { Wire, WireContext } from './wire.ts'

export interface ChatAnswer {
  response: ServerResponse
  wire: Wire
  body: ChatBody
  number: number
  /** The key the request came with; refusals quote it, as real providers do. */
  key: string
  record: RecordedRequest
  reply: ScriptedReply
}

/** Sends one reply in the request's format. */
export function answerChat(answer: ChatAnswer): void {
  const { response, wire, body, number, reply, record } = answer
  if (reply.raw) {
    response.writeHead(reply.raw.status, { 'content-type': reply.raw.contentType, ...reply.raw.headers })
    void playPackets(response, reply.raw.packets)
    return
  }
  if (sendFailure(answer)) return
  const context: WireContext = {
    number,
    model: body.model ?? 'scripted',
    includeUsage: body.stream_options?.include_usage === true,
    usage: {
      inputTokens: Math.ceil(JSON.stringify(body.messages ?? []).length / 4),
      outputTokens: reply.text.length + reply.thoughts.length + reply.toolCalls.length,
    },
  }
  if (body.stream !== true) {
    sendLater(answer, 200, 'application/json', JSON.stringify(wire.whole(reply, context)))
    return
  }
  const stream = wire.stream(reply, context)
  if (reply.split) void playBytes(response, stream)
  else {
    playStream(response, reply, stream, () => {
      record.outcome = 'broken'
    })
  }
}

/** Failures that take the place of the whole reply. */
function sendFailure(answer: ChatAnswer): boolean {
  const { fail } = answer.reply
  if (fail !== null && /^\d+$/.test(fail)) {
    const refusal = answer.wire.refusal(Number(fail), `Scripted ${fail}; the key was ${answer.key}`)
    sendLater(answer, Number(fail), 'application/json', JSON.stringify(refusal))
    return true
  }
  if (fail === 'html') {
    sendLater(answer, 200, 'text/html', `<!doctype html><title>Sign in</title><p>${answer.key}</p>`)
  } else if (fail === 'json') {
    const refusal = answer.wire.refusal(500, `Scripted; the key was ${answer.key}`)
    sendLater(answer, 200, 'application/json', JSON.stringify(refusal))
  }
  return fail === 'html' || fail === 'json'
}

function sendLater({ response, reply }: ChatAnswer, status: number, contentType: string, body: string): void {
  const { retryAfter } = reply
  setTimeout(() => {
    response.writeHead(status, {
      'content-type': contentType,
      ...(retryAfter && { 'retry-after': retryAfter }),
    })
    response.end(body)
  }, reply.ttft)
}
