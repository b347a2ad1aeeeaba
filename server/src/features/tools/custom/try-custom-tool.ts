import { uuidv7 } from 'uuidv7'
import { TriedCustomTool, TryCustomTool } from '#contract/shapes/custom-tool.ts'
import { notFound } from '#kernel/fault.ts'
import { storableJson } from '#kernel/storable.ts'
import { flow } from '#kernel/use-case.ts'
import { callOperation } from './calling/call-operation.ts'
import { operationsOf } from './custom-tool.ts'
import { findCustomTool } from './custom-tools.ts'

/** Calls a custom tool immediately, as an agent would, and returns the result. */
export const tryCustomTool = flow({
  name: 'custom-tool.try',
  permission: 'tool:manage',
  input: TryCustomTool,
  output: TriedCustomTool,
  async run({ scope, ports }, { customToolId, operation: name, input }) {
    const row = await findCustomTool(scope, { customToolId })
    const operation = operationsOf(row).find((one) => one.name === name)
    if (!operation) throw notFound('operation')
    const begun = performance.now()
    const { output, isError } = await callOperation(scope, ports.callOut, {
      row,
      operation,
      input: storableJson(input),
      idempotencyKey: uuidv7(),
      signal: scope.signal,
    })
    return { output, isError, tookMs: Math.round(performance.now() - begun) }
  },
})
