import { entrustedScope } from '#features/access/index.ts'
import { runBackgroundCompletion } from '#features/completions/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { Fault } from '#kernel/fault.ts'
import { noModel } from './no-model.ts'

interface Asking {
  agent: { id: string | null; model: string | null }
  instructions: string
  material: string
  outputTokensMax: number
  /** Completes the sentence "No language model is connected that can …". */
  what: string
}

/**
 * Asks a model for an operator and charges the member who asked. Throws Fault `precondition_failed` if no model is
 * connected, and `upstream_failed` if it returns nothing.
 */
export async function askCopilot(
  scope: Scope,
  { what, ...asked }: Asking,
): Promise<{ text: string; model: string }> {
  // The server records the cost, whatever the caller may write.
  const trusted = { ...entrustedScope(scope, scope.tenantId, scope.actor), signal: scope.signal }
  const answer = await runBackgroundCompletion(trusted, { purpose: 'copilot', ...asked })
  if (answer === null) throw noModel(what)
  if (answer.text === '') throw new Fault('upstream_failed', 'The model wrote nothing. Try again.')
  return answer
}
