import type { SpanFacts, Span } from '#platform/traces/traces.ts'
import type { ErrorCode } from '#contract/error-codes.ts'
import { asFault } from './fault.ts'
import type { Scope } from './scope.ts'

const ID = /^[0-9a-f-]{36}$/i

/** Errors that are not the caller's, and therefore mark a span as failed. */
const ours: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['internal', 'unavailable', 'upstream_failed'])

/** Ends a span with the code of the error, never with its message, which may contain personal data. */
export function endFailed(span: Span, error: unknown): void {
  const { code } = asFault(error)
  if (ours.has(code)) return span.end(code)
  span.set({ 'error.type': code })
  span.end()
}

/** Runs work in its own span if tracing is on; otherwise just runs it. */
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

/** The conversation that an input names, if any. */
export const conversationIn = (input: unknown): string | undefined =>
  typeof input === 'object' &&
  input !== null &&
  'conversationId' in input &&
  typeof input.conversationId === 'string' &&
  ID.test(input.conversationId)
    ? input.conversationId
    : undefined

/** Whose work a span belongs to: attributes for everything inside it. */
export const whose = ({ tenantId, requestId }: Pick<Scope, 'tenantId' | 'requestId'>, input: unknown) => ({
  'parley.tenant.id': tenantId,
  'parley.request.id': requestId,
  'gen_ai.conversation.id': conversationIn(input),
})
