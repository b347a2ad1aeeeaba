import { subscribeAsWriter, type Taken, TAKEN_ELSEWHERE, textOf } from '#features/conversations/index.ts'
import { handoffOf } from '#features/agents/index.ts'
import { abandonReply } from '#features/inbox/handoff/index.ts'
import { recallMemories } from '#features/memory/index.ts'
import { readBrief } from '#features/projects/index.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import {
  callTool,
  composeAnswer,
  openConsent,
  endingOf,
  Stopped,
  openUsageTracker,
  rememberTools,
  withRetries,
} from '#features/answers/index.ts'
import { approvalPart } from './consent/approval-part.ts'
import { userTexts } from './history/untrusted-text.ts'
import { resumeAnswer } from './consent/resume-answer.ts'
import { type Draft, dropDraft, openDraft } from './stream/draft.ts'
import { openDraftSaver } from './stream/draft-saver.ts'
import { endReply } from './end/end-reply.ts'
import { introductionOf, findReplyParticipants } from './request/reply-participants.ts'
import { personTool } from './participants/person-tool.ts'
import { transferTool } from './participants/transfer-tool.ts'
import type { MessageToWriter } from './stream/remote-draft-messages.ts'
import { operatorsAnsweredNote } from './operators-answered-note.ts'
import { mayConnect } from './may-connect.ts'
import { recallHistory } from './history/recall-history.ts'
import { type BegunReply, startReply } from './start-reply.ts'

/** Writes one answer: gathers its context, alternates between model and tools, stores how it ended. */
export async function writeReply(scope: Scope, { replyId }: { replyId: string }) {
  const { ports } = scope.app
  const begun = await startReply(scope, { replyId })
  if (begun) await write(scope, ports, begun, false)
}

/** Writes an answer that was started in the transaction that requested it. */
export const writeBegunReply = (scope: Scope, begun: BegunReply): Promise<void> =>
  write(scope, scope.app.ports, begun, true)

async function write(scope: Scope, ports: Ports, begun: BegunReply, isNew: boolean) {
  const { live, metrics, settings } = scope.app
  const stopping = new AbortController()
  const stop = (why: Stopped['why']) => stopping.abort(new Stopped(why))
  const signal = AbortSignal.any([scope.signal, stopping.signal])
  const limit = setTimeout(stop, settings.replyLimitMs, 'too-long')
  const usageTracker = openUsageTracker()
  const draft = openDraft(live, begun.reply, begun.confirmedAt, isNew)
  let isTaken = false
  const leave = subscribeAsWriter(live, begun.reply.id, (message) => {
    if (message === 'cancel') return stop('cancelled')
    const word = message as Taken | typeof TAKEN_ELSEWHERE | MessageToWriter
    if ('type' in word) return word.type === 'taken' ? saver.save() : draft.remoteDrafts.hear(word)
    isTaken = true
    draft.cede(word)
    stop('lost')
  })
  const saver = openDraftSaver(scope, draft, stop)
  try {
    const failure = await compose(scope, ports, begun, {
      draft,
      usageTracker,
      signal,
      grown: saver.grown,
    }).then(
      () => null,
      (error: unknown) => (signal.aborted ? signal.reason : error) as unknown,
    )
    await saver.close()
    // The server is stopping: the job returns to the queue, and another process restarts this reply.
    if (scope.signal.aborted) throw failure ?? scope.signal.reason
    const ending = endingOf(failure, usageTracker.read())
    const ended = isTaken ? null : await withRetries(() => endReply(scope, { begun, answer: draft, ending }))
    if (ended) {
      if (ended.state === 'completed') for (const call of draft.asked) draft.addPart(approvalPart(call))
      return draft.end(ended)
    }
    if (!isTaken) {
      dropDraft(live, draft)
      await draft.remoteDrafts.quiet()
    }
    const { id: replyId, conversationId, attempt } = begun.reply
    const late = { replyId, conversationId, attempt, text: textOf(draft.parts), spent: usageTracker.read() }
    await withRetries(() => abandonReply(scope, late))
  } catch (error) {
    dropDraft(live, draft)
    throw error
  } finally {
    const { firstTokenMs } = usageTracker.read()
    if (firstTokenMs !== null) metrics.observe('parley_reply_first_token_seconds', {}, firstTokenMs / 1_000)
    clearTimeout(limit)
    leave()
    await saver.close()
  }
}

interface Writing {
  draft: Draft
  usageTracker: ReturnType<typeof openUsageTracker>
  signal: AbortSignal
  grown(characters: number): void
}

async function compose(
  scope: Scope,
  ports: Ports,
  begun: BegunReply,
  { draft, usageTracker, signal, grown }: Writing,
) {
  const { agent, history, summary, reply, inInbox, projectId, participants: ids } = begun
  const participants = await findReplyParticipants(scope, ids)
  const { id: replyId, conversationId, attempt } = reply
  const transferring = transferTool(scope, { replyId, conversationId, attempt }, participants)
  const mayCallPerson = inInbox && handoffOf(agent).byItself
  const resumed = await resumeAnswer(scope, begun)
  const recalled = history.slice(resumed?.told.length ?? 0)
  const { unread, ...said } = await recallHistory(recalled, { scope, ports, signal }, agent)
  const place = { conversationId, agentId: agent.id, question: said.questions[0] ?? '' }
  const answer = composeAnswer(scope, ports, {
    agent,
    conversationId,
    ...said,
    messages: [...said.messages, ...(resumed?.messages ?? [])],
    introduction: [introductionOf(agent.name, participants), operatorsAnsweredNote(history)]
      .filter(Boolean)
      .join('\n\n'),
    toolsBesides: [
      ...(transferring ? [transferring] : []),
      ...(mayCallPerson ? [personTool] : []),
      ...rememberTools(scope, agent, conversationId),
    ],
    brief: projectId === null ? null : await readBrief(scope, { projectId }),
    earlier: summary,
    memories: agent.remembers ? await recallMemories(scope, place) : [],
    composition: draft,
    spending: { agentId: agent.id, personId: begun.ownerId, hasPerson: inInbox },
    mayConnect: () => !inInbox && mayConnect(scope, { memberId: begun.ownerId }),
    isWatched: true,
    usageTracker,
    signal,
    resumed,
    consent: openConsent(scope, {
      agentId: agent.id,
      conversationId,
      said: userTexts(history),
      isTainted: resumed?.isTainted === true || begun.isTainted,
      ...(resumed && { approved: resumed.approved }),
    }),
    callTool: (tool, call) => callTool(scope, reply, tool, call, signal),
  })
  for await (const characters of answer) grown(characters)
  // If an answer waits for approval, the one that continues it reports the rest.
  if (draft.asked.length === 0) for (const part of unread) draft.addPart(part)
}
