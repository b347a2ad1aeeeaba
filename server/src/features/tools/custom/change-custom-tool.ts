import { z } from 'zod'
import { ChangeCustomTool, CustomTool } from '#contract/shapes/custom-tool.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command, flow } from '#kernel/use-case.ts'
import { lockCustomTool, updateCustomTool } from './custom-tool-store.ts'
import {
  type CustomToolRow,
  type Offered,
  offeredBy,
  operationsOf,
  readDocument,
  refusePrivate,
  sealAuth,
  toCustomTool,
} from './custom-tool.ts'
import { findCustomTool } from './custom-tools.ts'

/**
 * Changes a custom tool: its address, operations or credentials, or whether it may be called. Credentials belong to its
 * host: another host gets none until they are given again.
 */
export const changeCustomTool = flow({
  name: 'custom-tool.change',
  permission: 'tool:manage',
  input: ChangeCustomTool,
  output: CustomTool,
  async run({ scope }, given) {
    const { customToolId, document } = given
    if (document === undefined) return changeNow(scope, { given, read: null })
    const { kind } = await findCustomTool(scope, { customToolId })
    return changeNow(scope, {
      given,
      read: kind === 'openapi' ? await readDocument(document, scope.signal) : null,
    })
  },
})

/** Its transaction. */
const changeNow = command({
  name: 'custom-tool.change-now',
  permission: 'tool:manage',
  input: z.strictObject({ given: ChangeCustomTool, read: z.custom<Offered | null>() }),
  async run(
    { tx, scope, emit },
    { given: { customToolId, url, authHeader, authValue, isSuspended, ...given }, read },
  ) {
    const before = await lockCustomTool(tx, customToolId)
    if (url !== undefined) refusePrivate(scope, url)
    const isElsewhere = url !== undefined && new URL(url).origin !== new URL(before.url).origin
    const isAuthGiven = authHeader !== undefined || authValue !== undefined
    if (isAuthGiven && (authHeader === undefined || authValue === undefined))
      throw invalidInput('authHeader, authValue: give both, or neither')
    const row = await updateCustomTool(tx, customToolId, {
      ...(url !== undefined && { url }),
      ...(given.description !== undefined && { description: storableText(given.description) }),
      ...offeredAnew(before, given, read),
      ...(isAuthGiven
        ? sealAuth(scope, customToolId, authHeader ?? null, authValue ?? null)
        : isElsewhere && { auth_header: null, sealed_auth: null }),
      ...(isSuspended !== undefined && { suspended_at: isSuspended ? scope.app.now() : null }),
    })
    emit({ type: 'custom-tool.changed', payload: { customToolId, name: row.name } })
    return toCustomTool(row)
  },
})

interface Given {
  description?: string | undefined
  inputSchema?: Record<string, unknown> | undefined
  isReadOnly?: boolean | undefined
}

function offeredAnew(before: CustomToolRow, given: Given, read: Offered | null) {
  const { kind, name } = before
  if (kind === 'openapi' && read === null) return {}
  const [operation] = operationsOf(before)
  const { operations, skipped } = offeredBy({
    kind,
    name,
    description: given.description ?? before.description,
    read,
    inputSchema: given.inputSchema ?? operation?.inputSchema ?? null,
    isReadOnly: given.isReadOnly ?? operation?.isReadOnly ?? false,
  })
  return { operations: JSON.stringify(operations), skipped: JSON.stringify(skipped) }
}
