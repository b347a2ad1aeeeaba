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
  /** What is wanted, as it ends "No language model is connected that can …". */
  what: string
}

/**
 * Asks a model for operators, on the account of whoever wants it. Throws Fault `precondition_failed` where no model is
 * connected, and `upstream_failed` where it says nothing.
 */
export async function askCopilot(
  scope: Scope,
  { what, ...asked }: Asking,
): Promise<{ text: string; model: string }> {
  // What it costs is noted by the server, whatever whoever asks may write.
  const trusted = { ...entrustedScope(scope, scope.tenantId, scope.actor), signal: scope.signal }
  const answer = await runBackgroundCompletion(trusted, { purpose: 'copilot', ...asked })
  if (answer === null) throw noModel(what)
  if (answer.text === '') throw new Fault('upstream_failed', 'The model wrote nothing. Try again.')
  return answer
}
