import type { z } from 'zod'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import type { DraftAnswer, Translation } from '#contract/shapes/copilot.ts'
import type { InboxEntry } from '#contract/shapes/inbox.ts'
import { readServerSentEvents } from '../server-sent-events.ts'
import { path, type Transport } from '../transport.ts'

type Drafting = Omit<z.input<typeof DraftAnswer>, 'conversationId'>

/** What a model does for whoever answers people. Nobody else sees any of it. */
export const copilotCalls = ({ call, open }: Transport) => ({
  /** A draft as it is written; the last part is `reply-end`. Leaving off stops the model. */
  async *draft(
    conversationId: string,
    body: Drafting = {},
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<CompletionStreamPart> {
    const to = path`/v1/inbox/conversations/${conversationId}/draft`
    const response = await open('POST', to, { body, signal, headers: { accept: 'text/event-stream' } })
    if (!response.body) return
    for await (const { data } of readServerSentEvents(response.body))
      yield JSON.parse(data) as CompletionStreamPart
  },
  sumUp: (conversationId: string, language?: string) =>
    call<InboxEntry>('POST', path`/v1/inbox/conversations/${conversationId}/summary`, {
      body: language === undefined ? {} : { language },
    }),
  translate: (messageId: string, language: string) =>
    call<Translation>('POST', path`/v1/inbox/messages/${messageId}/translate`, { body: { language } }),
  translateAnswer: (conversationId: string, text: string) =>
    call<Translation>('POST', path`/v1/inbox/conversations/${conversationId}/translate`, { body: { text } }),
})
