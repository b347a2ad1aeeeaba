import { uuidv7 } from 'uuidv7'
import type { EquippedAgent } from '#features/agents/index.ts'
import { isBudgetUsedUp, openModel } from '#features/budgets/index.ts'
import { storableText } from '#kernel/storable.ts'
import { askerOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { openUsageTracker, endingOf } from '#features/answers/index.ts'
import { recordCompletion } from './record-completion.ts'

const TIME_LIMIT_MS = 60_000

interface BackgroundCompletion {
  purpose: 'summary' | 'title' | 'proactive-check' | 'memory' | 'copilot'
  /** Its ID is null if the tenant's own choice of model is used. */
  agent: Pick<EquippedAgent, 'model'> & { id: string | null }
  instructions: string
  material: string
  outputTokensMax: number
}

/**
 * Runs a background completion of an agent’s model, such as a title or a summary, and counts its cost. Null with the
 * offline model, which can only answer, and if a budget is used up. The result is untrusted text: the caller limits it.
 */
export async function runBackgroundCompletion(
  scope: Scope,
  { purpose, agent, instructions, material, outputTokensMax }: BackgroundCompletion,
): Promise<{ text: string; model: string } | null> {
  const model = await openModel(scope, agent.model, { agentId: agent.id, personId: personOf(scope) })
  if (model.provider === 'offline') return null
  const usageTracker = openUsageTracker()
  usageTracker.begin(model)
  let text = ''
  let failure: unknown = null
  try {
    for await (const part of model.stream({
      instructions,
      messages: [{ role: 'user', content: [{ type: 'text', text: material }] }],
      passages: [],
      tools: [],
      temperature: 0,
      maxOutputTokens: outputTokensMax,
      asker: askerOf(scope),
      signal: AbortSignal.any([scope.signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    })) {
      usageTracker.see(part)
      if (part.type === 'text-delta') text += part.text
    }
  } catch (error) {
    if (isBudgetUsedUp(error)) return null
    failure = error
  }
  const ending = endingOf(failure, usageTracker.read())
  const facts = { completionId: uuidv7(), agentId: agent.id, actor: scope.actor, ending, purpose }
  await recordCompletion(scope, facts)
  if (failure !== null) throw failure
  return { text: storableText(text).trim(), model: model.id }
}

const personOf = ({ actor }: Scope): string | null => (actor.kind === 'system' ? null : actor.id)
