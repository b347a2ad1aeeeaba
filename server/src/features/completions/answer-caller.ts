import { logOf } from '#kernel/log-of.ts'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { CompletionEnd, CompletionStreamPart, CreateCompletion } from '#contract/shapes/completion.ts'
import { entrustedScope } from '#features/access/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import {
  runTool,
  type Answerer,
  composeAnswer,
  type Composition,
  openComposition,
  endingOf,
  type MeasuredEnding,
  Stopped,
  openConsent,
  openUsageTracker,
  withRetries,
  endPart,
  type Progress,
  emitGrowth,
} from '#features/answers/index.ts'
import { readCallerMessages } from './caller-messages.ts'
import { recordCompletion } from './record-completion.ts'
import { wishesOf } from './wishes.ts'

/** A question: the agent to answer it, and the conversation with its options. */
export interface Question extends Omit<z.output<typeof CreateCompletion>, 'agentId'> {
  answerer: Answerer
  /** Null for an agent that is only tried. */
  agentId: string | null
  /** How it is counted. Defaults to `answer`. */
  purpose?: 'answer' | 'copilot'
  /** Whether only a model can provide the answer, even if a budget is used up. */
  mustBeModel?: boolean
  /** Whether a person watches it being written. */
  isWatched?: boolean
}

/**
 * Answers a conversation that its caller keeps: nothing of it is stored but its cost, also if it fails or the caller
 * disconnects, which stops the model.
 */
export async function* answerCaller(caller: Scope, question: Question): AsyncGenerator<CompletionStreamPart> {
  const id = uuidv7()
  const usageTracker = openUsageTracker()
  const composition = openComposition(() => {})
  const progress: Progress = { attempt: 1, part: 0, offset: 0, told: 'running' }
  const stopping = stopWith(caller)
  // If the caller stops listening, the generator returns here, wherever it is, and nothing is thrown.
  let failure: unknown = new Stopped('cancelled')
  try {
    const answer = compose(caller, id, question, { composition, usageTracker, signal: stopping.signal })
    for await (const _ of answer) yield* emitGrowth(id, composition, progress)
    failure = null
  } catch (error) {
    failure = stopping.signal.aborted ? stopping.signal.reason : error
  } finally {
    stopping.forget()
    await record(caller, id, question, endingOf(failure, usageTracker.read()))
  }
  yield* emitGrowth(id, composition, progress)
  yield endOf(id, composition, progress, { failure, usageTracker })
}

/** Ends with the caller, or when the answer takes too long. */
function stopWith(caller: Scope) {
  const stopping = new AbortController()
  const leave = () => stopping.abort(new Stopped('cancelled'))
  const limit = setTimeout(() => stopping.abort(new Stopped('too-long')), caller.app.settings.replyLimitMs)
  if (caller.signal.aborted) leave()
  caller.signal.addEventListener('abort', leave)
  return {
    signal: stopping.signal,
    forget() {
      clearTimeout(limit)
      caller.signal.removeEventListener('abort', leave)
    },
  }
}

interface Writing {
  composition: Composition
  usageTracker: ReturnType<typeof openUsageTracker>
  signal: AbortSignal
}

function compose(
  caller: Scope,
  id: string,
  { answerer, messages, temperature, ...asked }: Question,
  { signal, ...writing }: Writing,
) {
  // The agent searches with its own access, whatever the caller may search.
  const scope = entrustedScope({ ...caller, signal }, caller.tenantId, caller.actor)
  const { instructions, ...said } = readCallerMessages(messages)
  return composeAnswer(scope, caller.app.ports, {
    ...said,
    ...writing,
    agent: {
      ...answerer,
      instructions: [answerer.instructions, instructions].filter((text) => text !== '').join('\n\n'),
      temperature: temperature ?? answerer.temperature,
    },
    signal,
    spending: {
      agentId: asked.agentId,
      personId: caller.actor.kind === 'system' ? null : caller.actor.id,
      hasPerson: false,
      mustBeModel: asked.mustBeModel ?? false,
    },
    conversationId: null,
    handedTools: asked.tools,
    maxOutputTokens: asked.maxOutputTokens ?? null,
    isWatched: asked.isWatched ?? false,
    // An answer that nobody watches may be passed on to other people.
    mayConnect: () => asked.isWatched === true && caller.actor.permissions.has('model:manage'),
    wishes: wishesOf(asked),
    // There is nobody here who could give approval.
    consent: openConsent(scope, {
      agentId: asked.agentId,
      conversationId: null,
      // Earlier answers, and the tools behind them, are only the caller's claim.
      isTainted: said.messages.some(({ role }) => role !== 'user'),
      said: said.questions,
    }),
    callTool: (tool, call) => runTool(caller, tool, call, { idempotencyKey: `${id}:${call.callId}`, signal }),
  })
}

async function record(
  caller: Scope,
  completionId: string,
  { agentId, purpose = 'answer' }: Question,
  ending: MeasuredEnding,
) {
  const scope = entrustedScope(caller, caller.tenantId, caller.actor)
  try {
    await withRetries(() =>
      recordCompletion(scope, { completionId, agentId, purpose, actor: caller.actor, ending }),
    )
  } catch (error) {
    // The answer is complete; a failure to count it must not take it away.
    logOf(caller).error({ err: error, completionId }, 'A completion could not be recorded.')
  }
}

function endOf(
  id: string,
  { parts }: Composition,
  progress: Progress,
  { failure, usageTracker }: { failure: unknown; usageTracker: ReturnType<typeof openUsageTracker> },
): CompletionEnd {
  const { finishReason, cost, firstTokenMs, basis: _, ...usage } = usageTracker.read()
  const { state, code = null, detail = null } = endingOf(failure, usageTracker.read())
  return {
    ...endPart(id, parts, progress, {
      state,
      code,
      detail,
      usage: { ...usage, timeToFirstTokenMs: firstTokenMs },
      cost: cost && { amount: cost.nanos / 1e9, currency: cost.currency },
    }),
    finishReason,
    retryAfterSeconds: state === 'failed' ? (asFault(failure).retryAfterSeconds ?? null) : null,
  }
}
