import type { SpanFacts, Span } from '#platform/traces/traces.ts'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault } from './fault.ts'
import type { Scope } from './scope.ts'

const ID = /^[0-9a-f-]{36}$/i

/** What is not the fault of whoever asked, and so marks a span as failed. */
const ours: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['internal', 'unavailable', 'upstream_failed'])

/** Ends a span as what was thrown says: by its code, never by its words, which may be a person's. */
export function endFailed(span: Span, error: unknown): void {
  const { code } = asFault(error)
  if (ours.has(code)) return span.end(code)
  span.set({ 'error.type': code })
  span.end()
}

/** Runs work as a span of its own, where this process tells of any; otherwise it just runs. */
export function spanned<R>(
  { app: { traces } }: Pick<Scope, 'app'>,
  name: string,
  facts: SpanFacts,
  work: (span: Span | null) => Promise<R>,
): Promise<R> {
  if (!traces) return work(null)
  const span = traces.begin(name, facts)
  return traces.run(span, async () => {
    try {
      const result = await work(span)
      span.end()
      return result
    } catch (error) {
      endFailed(span, error)
      throw error
    }
  })
}

/** The conversation that an input is about, where it names one. */
export const conversationIn = (input: unknown): string | undefined =>
  typeof input === 'object' &&
  input !== null &&
  'conversationId' in input &&
  typeof input.conversationId === 'string' &&
  ID.test(input.conversationId)
    ? input.conversationId
    : undefined

/** Whose work a span is: told of everything within. */
export const whose = ({ tenantId, requestId }: Pick<Scope, 'tenantId' | 'requestId'>, input: unknown) => ({
  'parley.tenant.id': tenantId,
  'parley.request.id': requestId,
  'gen_ai.conversation.id': conversationIn(input),
})
