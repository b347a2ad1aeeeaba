import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { judge, keyOf, offeredTools, readCircumstances } from '#features/tools/index.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableJson } from '#kernel/storable.ts'
import { runTool } from './call-tool.ts'

const CALL_LIMIT_MS = 300_000

const UseTool = z.strictObject({
  tool: z.string().max(200).describe('As agents and policies list it.'),
  agentId: id('agent').describe('By whose rules.'),
  input: z.json(),
  mayManage: z.boolean().describe('Whether whoever calls consents for everybody.'),
})

/**
 * Calls a tool for a person who asks for it by name. If the rules require approval, the person must be allowed to give
 * it.
 */
export async function useTool(scope: Scope, given: z.input<typeof UseTool>) {
  const { ports } = scope.app
  const { tool: named, agentId, input, mayManage } = parseInput(UseTool, given)
  const tool = (await offeredTools(scope, ports)).find((one) => keyOf(one) === named)
  if (!tool) throw notFound('tool')
  const { rules } = await readCircumstances(scope, { agentId, conversationId: null })
  const { verdict, personMayDecide } = judge(tool, { rules, isTainted: false, isGranted: false })
  if (verdict === 'deny') throw forbidden('An administrator has forbidden this tool.')
  if (verdict === 'ask' && !personMayDecide && !mayManage)
    throw forbidden('This is for somebody else to decide.')
  const begun = performance.now()
  const callId = randomUUID()
  const signal = AbortSignal.any([scope.signal, AbortSignal.timeout(CALL_LIMIT_MS)])
  const { output, isError } = await runTool(
    scope,
    tool,
    { callId, input: storableJson(input) },
    { idempotencyKey: callId, signal },
  )
  return { output, isError, tookMs: Math.round(performance.now() - begun) }
}
