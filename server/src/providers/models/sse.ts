import { createParser } from 'eventsource-parser'
import type { ModelPart } from '#kernel/model-ports.ts'
import type { HttpAnswer, HttpCall } from '#platform/http/call.ts'
import type { StreamLimits } from './model-config.ts'
import type { PartQueue } from './part-queue.ts'
import { ANSWER_LIMIT_BYTES, type ProviderCall, postJson } from './post-json.ts'
import { ProviderFailure } from './provider-failure.ts'
import { type RequestClock, startClock } from './request-clock.ts'

const LINE_LIMIT_CHARS = 1024 * 1024
const DRAIN_MS = 1000

/** Parses the events of one wire format and queues their meaning. */
export interface EventReader {
  readonly queue: PartQueue
  /** True once the format's end marker was read. */
  readonly ended: boolean
  /** Takes the data of one event. Throws ProviderFailure when it reports an error or is not of the format. */
  read(data: string): void
  /** The answer was transferred to its last byte; sets `ended` if the format allows ending here. */
  close(): void
}

/**
 * Sends the call and yields the parts of the answer as they arrive, those of one network read together.
 * Throws the signal's reason after an abort, otherwise ProviderFailure; a stream that stops early throws `cut`.
 */
export async function* streamEvents(
  call: ProviderCall,
  reader: EventReader,
  options: { signal: AbortSignal; limits: StreamLimits; send: HttpCall },
): AsyncGenerator<ModelPart> {
  const clock = startClock(options.signal, options.limits)
  let connected = false
  let drained = false
  try {
    const answer = await postJson(call, clock.signal, options.send)
    connected = true
    const body = eventsOf(answer)
    const feed = feeder(reader)
    while (!reader.ended) {
      clock.waiting()
      const chunk = await body.next()
      clock.received()
      const failure = feed(chunk.done ? undefined : chunk.value)
      if (reader.ended) {
        drained = true
        void drain(body, clock, chunk.done === true)
      }
      for (const part of reader.queue.take()) yield part
      if (failure) throw failure
      if (chunk.done && !reader.ended) throw new ProviderFailure('cut')
    }
  } catch (thrown) {
    if (clock.signal.aborted) throw clock.signal.reason
    if (thrown instanceof ProviderFailure) throw thrown
    throw new ProviderFailure(connected ? 'cut' : 'unreachable', { status: networkCode(thrown) })
  } finally {
    clock.stop()
    if (!drained) clock.cut()
  }
}

/** Decodes and parses one chunk; undefined stands for the end. Returns the failure, so that earlier output is kept. */
function feeder(reader: EventReader): (bytes: Uint8Array | undefined) => ProviderFailure | null {
  // One decoder for the whole answer: a character may be spread over any number of reads.
  const decoder = new TextDecoder()
  let received = 0
  let tooLong = false
  const parser = createParser({
    maxBufferSize: LINE_LIMIT_CHARS,
    onEvent: ({ data }) => {
      if (!reader.ended) reader.read(data)
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') tooLong = true
    },
  })
  return (bytes) => {
    try {
      if (bytes === undefined) {
        // The last event may lack its blank line; one that was cut in the middle cannot be read.
        parser.feed(`${decoder.decode()}\n\n`)
        reader.close()
        return null
      }
      received += bytes.byteLength
      parser.feed(decoder.decode(bytes, { stream: true }))
      return tooLong || received > ANSWER_LIMIT_BYTES
        ? new ProviderFailure('unreadable', { status: 'limit' })
        : null
    } catch (thrown) {
      if (bytes === undefined) return new ProviderFailure('cut')
      return thrown instanceof ProviderFailure ? thrown : new ProviderFailure('unreadable')
    }
  }
}

function eventsOf(answer: HttpAnswer): AsyncIterator<Uint8Array> {
  // A proxy's error page or an error object under a status that says success.
  if (/html|\/json/.test(answer.header('content-type') ?? ''))
    throw new ProviderFailure('unreadable', { status: 'not a stream' })
  return answer.body[Symbol.asyncIterator]()
}

/**
 * Reads what little follows the end marker, so that the connection can serve the next request; cuts it
 * otherwise.
 */
async function drain(body: AsyncIterator<Uint8Array>, clock: RequestClock, done: boolean): Promise<void> {
  if (done) return
  const timer = setTimeout(() => clock.cut(), DRAIN_MS)
  try {
    while (!(await body.next()).done);
  } catch {
    // Nothing is lost: the answer was complete before this.
  } finally {
    clearTimeout(timer)
  }
}

/** `ECONNREFUSED` and the like. The rest of a network error can quote headers. */
function networkCode(thrown: unknown): string | undefined {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
}
