import type { ToolCallPart, MessagePart } from '#contract/message-parts.ts'
import { type MessageRow, partsOf } from '#features/conversations/index.ts'
import { type ApprovalRow, approvalsOfMessages } from '#features/tools/index.ts'
import { type ToolCall, stepsOfReplies, type ToolStep, toModelMessage } from '#features/answers/index.ts'
import { readStep } from '#kernel/step.ts'
import type { ModelMessage, ModelContent } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { BegunReply } from '../start-reply.ts'

const DECLINED: Known = { output: 'The person declined. It was not called.', isError: true }
const EXPIRED: Known = { output: 'Nobody consented in time. It was not called.', isError: true }
const NOT_CALLED: Known = { output: 'It was not called.', isError: true }
const UNKNOWN: Known = {
  output: 'It was called, and what came of it is not known. It is not called again.',
  isError: true,
}

/** An answer that continues one which ended for an approval. */
export interface ResumedAnswer {
  /** The messages of the answer so far. They are replayed step by step, unlike other messages. */
  told: readonly MessageRow[]
  messages: ModelMessage[]
  /** The calls to make now, with exactly the arguments that were shown. */
  calls: ToolCall[]
  approved: ReadonlyMap<string, ApprovalRow>
  usedIds: string[]
  isTainted: boolean
}

const find = readStep(async ({ tx }, { messageIds }: { messageIds: string[] }) => {
  const rows = await approvalsOfMessages(tx, messageIds)
  const ids = [...new Set(rows.flatMap(({ follow_up_reply_id }) => follow_up_reply_id ?? []))]
  return { rows, steps: await stepsOfReplies(tx, ids) }
})

/** The answer to continue; null for a new one, which nearly all are. */
export async function resumeAnswer(
  scope: Scope,
  { reply, agent, history }: Pick<BegunReply, 'reply' | 'agent' | 'history'>,
): Promise<ResumedAnswer | null> {
  const end = history.findIndex(({ role, author_id: author }) => role !== 'assistant' || author !== agent.id)
  const told = history.slice(0, end < 0 ? history.length : end)
  if (!told[0] || !partsOf(told[0]).some(({ type }) => type === 'tool-approval')) return null
  const { rows, steps } = await find(scope, { messageIds: told.map((message) => message.id) })
  const parts = told.toReversed().flatMap(partsOf)
  const byCall = new Map(rows.map((row) => [row.call_id, row]))
  const mine = rows.filter((row) => row.state === 'approved' && row.follow_up_reply_id === reply.id)
  return {
    told,
    messages: toolTalk(parts, (call) =>
      outcomeOf(call, byCall.get(call.callId), { replyId: reply.id, steps }),
    ),
    calls: mine.map((row) => ({
      type: 'tool-call',
      callId: row.call_id,
      name: row.name,
      input: row.input,
    })),
    approved: new Map(mine.map((row) => [row.call_id, row])),
    usedIds: parts.flatMap((part) => (part.type === 'tool-call' ? [part.callId] : [])),
    isTainted: rows.some((row) => row.is_tainted) || parts.some(({ type }) => type === 'tool-result'),
  }
}

/** The outcome of a call whose result is not part of the answer; null if this reply has to make the call. */
function outcomeOf(
  { callId }: ToolCallPart,
  row: ApprovalRow | undefined,
  { replyId, steps }: { replyId: string; steps: readonly ToolStep[] },
): Known | null {
  if (row?.state === 'denied') return DECLINED
  if (row?.state === 'expired') return EXPIRED
  if (row?.state !== 'approved') return NOT_CALLED
  if (row.follow_up_reply_id === replyId) return null
  const step = steps.find((one) => one.reply_id === row.follow_up_reply_id && one.call_id === callId)
  if (!step) return NOT_CALLED
  return step.finished_at === null ? UNKNOWN : { output: step.output, isError: step.is_error }
}

/** The outcome of a call. */
interface Known {
  output: unknown
  isError: boolean
}

/**
 * The content and calls of an answer that ended for an approval, as its model saw them: step by step, each call
 * followed by its outcome. `knownOf` returns the outcome of calls whose result is in no part; null for a call that is
 * about to be made, which only the last step has.
 */
function toolTalk(
  parts: readonly MessagePart[],
  knownOf: (call: ToolCallPart) => Known | null,
): ModelMessage[] {
  const results = new Map(parts.flatMap((part) => (part.type === 'tool-result' ? [[part.callId, part]] : [])))
  const messages: ModelMessage[] = []
  let [text, calls, isAnswered] = ['', [] as ToolCallPart[], false]
  const endStep = () => {
    const content: ModelContent[] = [
      ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ...calls.map(({ callId, name, input }) => ({ type: 'tool-call' as const, callId, name, input })),
    ]
    if (content.length > 0) messages.push({ role: 'assistant', content })
    for (const call of calls) {
      const known = results.get(call.callId) ?? knownOf(call)
      if (known) messages.push(toModelMessage({ ...call, ...known, type: 'tool-result' }))
    }
    ;[text, calls, isAnswered] = ['', [], false]
  }
  for (const part of parts) {
    if (part.type === 'text') {
      if (calls.length > 0) endStep()
      text += part.text
    } else if (part.type === 'tool-call') {
      if (isAnswered) endStep()
      calls.push(part)
    } else if (part.type === 'tool-result' || part.type === 'tool-approval') isAnswered = true
  }
  endStep()
  return messages
}
