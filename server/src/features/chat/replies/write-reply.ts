import { hearAsWriter, type Taken, TAKEN_ELSEWHERE, textOf } from '#features/conversations/index.ts'
import { handoffOf } from '#features/agents/index.ts'
import { letGo } from '#features/handoff/index.ts'
import { recallFacts } from '#features/memory/index.ts'
import { readBrief } from '#features/projects/index.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { callTool } from '../answers/call-tool.ts'
import { composeAnswer } from '../answers/compose-answer.ts'
import { askedPart } from '../consent/asked.ts'
import { ownWords } from '../consent/foreign-words.ts'
import { openConsent } from '../consent/open-consent.ts'
import { takeUp } from '../consent/take-up.ts'
import { type Draft, dropDraft, openDraft } from './draft.ts'
import { openDraftSaver } from './draft-saver.ts'
import { endReply } from './end-reply.ts'
import { endingOf, Stopped } from './ending.ts'
import { openMeter } from '../answers/meter.ts'
import { rememberTools } from '../answers/remember.ts'
import { introductionOf, keepCompany } from '../participants/company.ts'
import { personTool } from '../participants/person-tool.ts'
import { handOverTool } from '../participants/hand-over-tool.ts'
import type { ToWriter } from '../mirrors/words.ts'
import { peopleBetween } from './people-between.ts'
import { mayConnect } from './may-connect.ts'
import { recallHistory } from './recall-history.ts'
import { WriteReply } from './reply-job.ts'
import { patiently } from './patiently.ts'
import { type BegunReply, startReply } from './start-reply.ts'

/** Writes one answer: gathers what it is made from, lets model and tools take turns, stores how it ended. */
export const writeReply = flow({
  name: 'reply.write',
  permission: 'internal',
  input: WriteReply,
  async run({ scope, ports }, { replyId }) {
    const begun = await startReply(scope, { replyId })
    if (begun) await write(scope, ports, begun, false)
  },
})

/** Writes an answer that was begun in the transaction that requested it. */
export const writeBegunReply = (scope: Scope, begun: BegunReply): Promise<void> =>
  write(scope, scope.app.ports, begun, true)

async function write(scope: Scope, ports: Ports, begun: BegunReply, isNew: boolean) {
  const { live, metrics, settings } = scope.app
  const stopping = new AbortController()
  const stop = (why: Stopped['why']) => stopping.abort(new Stopped(why))
  const signal = AbortSignal.any([scope.signal, stopping.signal])
  const limit = setTimeout(stop, settings.replyLimitMs, 'too-long')
  const meter = openMeter()
  const draft = openDraft(live, begun.reply, begun.confirmedAt, isNew)
  let isTaken = false
  const leave = hearAsWriter(live, begun.reply.id, (message) => {
    if (message === 'cancel') return stop('cancelled')
    const word = message as Taken | typeof TAKEN_ELSEWHERE | ToWriter
    if ('type' in word) return word.type === 'taken' ? saver.save() : draft.mirrors.hear(word)
    isTaken = true
    draft.cede(word)
    stop('lost')
  })
  const saver = openDraftSaver(scope, draft, stop)
  try {
    const failure = await compose(scope, ports, begun, { draft, meter, signal, grown: saver.grown }).then(
      () => null,
      (error: unknown) => (signal.aborted ? signal.reason : error) as unknown,
    )
    await saver.close()
    // The server is stopping: the job goes back to the queue and another process begins this reply anew.
    if (scope.signal.aborted) throw failure ?? scope.signal.reason
    const ending = endingOf(failure, meter.read())
    const ended = isTaken ? null : await patiently(() => endReply(scope, { begun, answer: draft, ending }))
    if (ended) {
      if (ended.state === 'completed') for (const call of draft.asked) draft.addPart(askedPart(call))
      return draft.end(ended)
    }
    if (!isTaken) {
      dropDraft(live, draft)
      await draft.mirrors.quiet()
    }
    const { id: replyId, conversationId, attempt } = begun.reply
    const late = { replyId, conversationId, attempt, text: textOf(draft.parts), spent: meter.read() }
    await patiently(() => letGo(scope, late))
  } catch (error) {
    dropDraft(live, draft)
    throw error
  } finally {
    const { firstTokenMs } = meter.read()
    if (firstTokenMs !== null) metrics.observe('parley_reply_first_token_seconds', {}, firstTokenMs / 1_000)
    clearTimeout(limit)
    leave()
    await saver.close()
  }
}

interface Writing {
  draft: Draft
  meter: ReturnType<typeof openMeter>
  signal: AbortSignal
  grown(characters: number): void
}

async function compose(
  scope: Scope,
  ports: Ports,
  begun: BegunReply,
  { draft, meter, signal, grown }: Writing,
) {
  const { agent, history, summary, reply, isDesk, projectId, company: ids } = begun
  const company = await keepCompany(scope, ids)
  const { id: replyId, conversationId, attempt } = reply
  const handingOver = handOverTool(scope, { replyId, conversationId, attempt }, company)
  const mayCallPerson = isDesk && handoffOf(agent).byItself
  const goingOn = await takeUp(scope, begun)
  const recalled = history.slice(goingOn?.told.length ?? 0)
  const { unread, ...said } = await recallHistory(recalled, { scope, ports, signal }, agent)
  const place = { conversationId, agentId: agent.id, question: said.questions[0] ?? '' }
  const answer = composeAnswer(scope, ports, {
    agent,
    conversationId,
    ...said,
    messages: [...said.messages, ...(goingOn?.messages ?? [])],
    introduction: [introductionOf(agent.name, company), peopleBetween(history)].filter(Boolean).join('\n\n'),
    toolsBesides: [
      ...(handingOver ? [handingOver] : []),
      ...(mayCallPerson ? [personTool] : []),
      ...rememberTools(scope, agent, conversationId),
    ],
    brief: projectId === null ? null : await readBrief(scope, { projectId }),
    earlier: summary,
    facts: agent.remembers ? await recallFacts(scope, place) : [],
    composition: draft,
    spending: { agentId: agent.id, personId: begun.ownerId, hasPerson: isDesk },
    mayConnect: () => !isDesk && mayConnect(scope, { memberId: begun.ownerId }),
    isWatched: true,
    meter,
    signal,
    goingOn,
    consent: openConsent(scope, {
      agentId: agent.id,
      conversationId,
      said: ownWords(history),
      isTainted: goingOn?.isTainted === true || begun.isTainted,
      ...(goingOn && { approved: goingOn.approved }),
    }),
    callTool: (tool, call) => callTool(scope, reply, tool, call, signal),
  })
  for await (const characters of answer) grown(characters)
  // An answer that waits for consent is gone on from in another, which says it.
  if (draft.asked.length === 0) for (const part of unread) draft.addPart(part)
}
