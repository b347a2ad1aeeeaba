import { createHash } from 'node:crypto'
import { asFault, Fault, invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { signWebhook } from '#platform/crypto/webhook-signature.ts'
import type { HttpCall } from '#platform/http/call.ts'
import { PRIVATE_ADDRESS } from '#platform/http/guarded-network.ts'
import { authOf, type CustomToolRow, secretOf } from '../custom-tool.ts'
import { schemaMismatch } from '../schema-mismatch.ts'
import type { Operation } from '../openapi/operation.ts'
import { isObject } from '../openapi/references.ts'
import { readAnswer } from './read-answer.ts'
import { type Asked, requestFor } from './request-for.ts'

const ANSWER_WITHIN_MS = 30_000

interface Calling {
  readonly row: CustomToolRow
  readonly operation: Operation
  readonly input: unknown
  readonly idempotencyKey: string
  readonly signal: AbortSignal
}

/**
 * Calls a service once. A failure is a result with `isError`, in words that reveal nothing of the server's network;
 * only an abort throws.
 */
export async function callOperation(scope: Scope, callOut: HttpCall, calling: Calling) {
  const limit = AbortSignal.timeout(ANSWER_WITHIN_MS)
  try {
    const { url, method, headers, body } = askedBy(scope, calling)
    const answer = await callOut(url, {
      method,
      headers,
      ...(body !== null && { body }),
      signal: AbortSignal.any([calling.signal, limit]),
    })
    return await readAnswer(answer)
  } catch (error) {
    calling.signal.throwIfAborted()
    if (error instanceof Fault) return { output: error.message, isError: true }
    return { output: limit.aborted ? 'The service took too long.' : errorCodeOf(error), isError: true }
  }
}

function askedBy(scope: Scope, { row, operation, input, idempotencyKey }: Calling): Asked {
  const given = input ?? {}
  if (!isObject(given)) throw invalidInput('the arguments: expected an object')
  const wrong = schemaMismatch(operation.inputSchema, given)
  if (wrong) throw invalidInput(wrong)
  const common = {
    accept: 'application/json, text/*;q=0.9, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': `Parley/${scope.app.settings.version}`,
  }
  if (row.kind === 'webhook')
    return signedCall(scope, row, { operation, input: given, idempotencyKey, common })
  const asked = requestFor(row.url, operation, given)
  return {
    ...asked,
    headers: {
      ...asked.headers,
      ...common,
      ...(!operation.isReadOnly && { 'idempotency-key': keyFor(idempotencyKey) }),
      ...authOf(scope, row),
    },
  }
}

/**
 * Signed according to Standard Webhooks; the ID is the same for every attempt of one call, so that repeats can be
 * recognized.
 */
function signedCall(
  scope: Scope,
  row: CustomToolRow,
  {
    operation,
    input,
    idempotencyKey,
    common,
  }: { operation: Operation; input: object; idempotencyKey: string; common: Record<string, string> },
): Asked {
  const id = `msg_${keyFor(idempotencyKey)}`
  const now = scope.app.now()
  const timestamp = Math.floor(now.getTime() / 1000)
  const body = JSON.stringify({
    type: 'tool.called',
    timestamp: now.toISOString(),
    tenantId: scope.tenantId,
    data: { tool: operation.name, callId: keyFor(idempotencyKey), input },
  })
  const headers = {
    ...common,
    'content-type': 'application/json',
    'idempotency-key': keyFor(idempotencyKey),
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook([secretOf(scope, row)], { id, timestamp, body }),
    ...authOf(scope, row),
  }
  return { url: row.url, method: 'POST', headers, body }
}

/** Does not reveal internal IDs. */
const keyFor = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32)

function errorCodeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
  if (cause?.code === PRIVATE_ADDRESS) return 'The service does not have a public internet address.'
  return error instanceof TypeError ? 'The service cannot be reached.' : asFault(error).message
}
