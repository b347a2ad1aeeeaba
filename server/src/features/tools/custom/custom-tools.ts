import type { ExternalTool, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { callOperation } from './calling/call-operation.ts'
import { listCustomToolRows } from './custom-tool-store.ts'
import { fingerprintOf, listedAs, nameForModels, operationsOf, originOf } from './custom-tool.ts'

/** What the tenant's own services do, one tool each. None of them is asked before it is called. */
export async function customTools(scope: Scope, ports: Ports): Promise<ExternalTool[]> {
  const rows = await scope.app.database.read(scope.tenantId, listCustomToolRows)
  return rows
    .filter((row) => row.suspended_at === null)
    .flatMap((row) =>
      operationsOf(row).map((operation) => ({
        name: nameForModels(row, operation),
        listedAs: listedAs(row, operation),
        origin: originOf(row),
        fingerprint: fingerprintOf(row, operation),
        description: operation.description,
        inputSchema: operation.inputSchema,
        hasEffect: !operation.isReadOnly,
        isReadOnly: operation.isReadOnly,
        isOpenWorld: true,
        call: (input, { idempotencyKey, signal }) =>
          callOperation(scope, ports.callOut, { row, operation, input, idempotencyKey, signal }),
      })),
    )
}
