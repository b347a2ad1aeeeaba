import { createParser } from 'eventsource-parser'

export interface ReceivedEvent {
  id: string | undefined
  event: string | undefined
  data: unknown
}

/** Reads an event stream as it comes. Ends when the server ends it or `signal` aborts. */
export async function* readEventStream(response: Response): AsyncGenerator<ReceivedEvent> {
  const queue: ReceivedEvent[] = []
  const parser = createParser({
    onEvent: ({ id, event, data }) => queue.push({ id, event, data: JSON.parse(data) }),
  })
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    parser.feed(decoder.decode(bytes, { stream: true }))
    yield* queue.splice(0)
  }
}

/** All events of a stream, to its end. */
export async function collectEvents(response: Response): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = []
  for await (const event of readEventStream(response)) events.push(event)
  return events
}
