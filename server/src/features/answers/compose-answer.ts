import type { Agent } from '#contract/shapes/agent.ts'
import type { EquippedAgent } from '#features/agents/index.ts'
import { citePassages } from '#features/knowledge/index.ts'
import { taints } from '#features/tools/index.ts'
import type { ModelRequest, Speaker, ToolDescription } from '#kernel/model-ports.ts'
import type { ExternalTool, Ports } from '#kernel/ports.ts'
import { askerOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { agentLoop, type ToolCall, type ToolOutcome, type TurnPart } from './agent-loop.ts'
import { isReworking } from './search-queries/talk.ts'
import { splitMessages } from './split-messages/split-messages.ts'
import { openPolicy } from './claims/open-policy.ts'
import type { Consent } from './consent/open-consent.ts'
import type { Composition } from './composition.ts'
import { openLimits, type Spending } from './limits.ts'
import { gatherContext, type Occasion, knowledgeBasesFor } from './gather-context.ts'
import type { openUsageTracker } from './usage-tracker.ts'
import { openToolbox } from './tools/toolbox.ts'

/** The facts about an agent that an answer needs. */
export type Answerer = Pick<
  EquippedAgent,
  | 'instructions'
  | 'tone'
  | 'examples'
  | 'model'
  | 'temperature'
  | 'top_p'
  | 'max_output_tokens'
  | 'frequency_penalty'
  | 'presence_penalty'
  | 'knowledge_base_ids'
  | 'knowledge_base_weights'
  | 'knowledge_base_filters'
  | 'unsupported_claims'
  | 'tools'
  | 'splits_replies'
> & { name?: string | undefined }

/** Model options of a caller that keeps the conversation itself. */
export type Wishes = Pick<ModelRequest, 'toolChoice' | 'parallelToolCalls' | 'stop' | 'responseFormat'>

export interface Composing extends Omit<Occasion, 'agent'> {
  agent: Answerer
  composition: Composition
  usageTracker: ReturnType<typeof openUsageTracker>
  signal: AbortSignal
  /** Stands before every call. */
  consent: Consent
  /** Makes a call that is allowed. */
  callTool(tool: ExternalTool, call: ToolCall): Promise<ToolOutcome>
  /** Approved calls to start with, and the IDs of all calls that were made before them. */
  resumed?: { calls: readonly ToolCall[]; usedIds: readonly string[] } | null
  /** Tools for this occasion, in addition to the agent's own. */
  toolsBesides?: readonly ExternalTool[]
  /** Tools of the caller. A call to one of them ends the answer; the caller continues from there. */
  handedTools?: readonly ToolDescription[]
  maxOutputTokens?: number | null
  /** Whose budgets it counts towards. */
  spending: Spending
  /** Null if the conversation is not stored. */
  conversationId: string | null
  /** Whether the reader may connect a model; called only if none is connected. Omitted: nobody may. */
  mayConnect?: () => boolean | Promise<boolean>
  /** Whether somebody watches the answer being written, so that it may come with pauses. */
  isWatched?: boolean
  wishes?: Wishes
}

/**
 * Writes an answer into its composition: alternates between model and tools, then ties its sentences to their sources.
 * After every growth, yields the number of characters added.
 */
export async function* composeAnswer(
  scope: Scope,
  ports: Ports,
  { agent, composition, usageTracker, signal, consent, ...asked }: Composing,
): AsyncGenerator<number> {
  const [question = ''] = asked.questions
  const [model, backgroundModel] = await openLimits(scope, agent.model, asked.spending, {
    composition,
    question,
  })
  usageTracker.begin(model)
  const { spending: spender } = asked
  const asking = { model: backgroundModel, signal, see: usageTracker.see, spender }
  const context = await gatherContext(scope, { ...asked, agent }, asking)
  // Documents may come from anyone.
  if (context.passages.length > 0) consent.taint()
  const own = context.passages.filter(({ trustsLinks }) => trustsLinks)
  consent.trust(own.flatMap(({ text, address }) => [text, address ?? '']))
  composition.liveHosts = await consent.liveHosts()
  const tools = [...(await openToolbox(scope, ports, { ...agent, spender })), ...(asked.toolsBesides ?? [])]
  const knowledgeBaseIds = knowledgeBasesFor(agent, asked.brief ?? null)
  const policy = openPolicy({
    policy: agent.unsupported_claims as Agent['unsupportedClaims'],
    knowledgeBaseIds,
    context,
    question,
    isReworking: isReworking(question),
  })
  const speaker: Speaker = {
    name: agent.name ?? null,
    hasDocuments: knowledgeBaseIds.length > 0,
    hasPerson: asked.spending.hasPerson,
    mayConnect: model.provider === 'offline' && ((await asked.mayConnect?.()) ?? false),
  }
  const turn = agentLoop({
    model,
    request: {
      speaker,
      instructions: context.instructions,
      passages: context.modelPassages,
      temperature: agent.temperature,
      topP: agent.top_p,
      frequencyPenalty: agent.frequency_penalty,
      presencePenalty: agent.presence_penalty,
      maxOutputTokens: asked.maxOutputTokens ?? agent.max_output_tokens,
      asker: askerOf(scope, asked.conversationId),
      signal,
      ...asked.wishes,
    },
    messages: context.messages,
    tools: await consent.offered(tools),
    handedTools: asked.handedTools ?? [],
    approved: asked.resumed?.calls ?? [],
    usedIds: asked.resumed?.usedIds ?? [],
    async callTool(tool, call) {
      const held = await consent.hold(tool, call)
      if (held) return held
      const outcome = await asked.callTool(tool, call)
      if (taints(tool)) consent.taint()
      composition.liveHosts ??= await consent.liveHosts()
      return outcome
    },
  })
  const said = policy.apply(trackUsage(scope, turn, usageTracker))
  const isSplit = asked.isWatched && agent.splits_replies
  for await (const part of isSplit ? splitMessages(said, { pause: ports.pause, signal }) : said) {
    signal.throwIfAborted()
    composition.take(part)
    yield part.type === 'text-delta' || part.type === 'reasoning-delta' ? part.text.length : 0
  }
  tieSources(composition, context.passages)
  const memories = asked.memories ?? []
  if (memories.length > 0)
    composition.addPart({ type: 'remembered', memoryIds: memories.map(({ id }) => id) })
  composition.searched = policy.conclude(composition)
  yield 0
}

/** Ties passages to the sentences that rely on them. */
function tieSources(composition: Composition, passages: Parameters<typeof citePassages>[2]) {
  // One numbering for the whole answer, however many texts it has.
  const numbers = new Map<string, number>()
  for (const [at, part] of composition.parts.entries())
    if (part.type === 'text')
      for (const source of citePassages(part.text, at, passages, numbers)) composition.addPart(source)
}

async function* trackUsage(
  { app }: Scope,
  turn: AsyncIterable<TurnPart>,
  usageTracker: Composing['usageTracker'],
): AsyncGenerator<TurnPart> {
  for await (const part of turn) {
    usageTracker.see(part)
    if (part.type === 'tool-result')
      app.metrics.count('parley_tool_calls_total', { outcome: part.isError ? 'error' : 'ok' })
    yield part
  }
}
