import { ChangeCustomTool, CustomTool } from '#contract/shapes/custom-tool.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { lockCustomTool, updateCustomTool } from './custom-tool-store.ts'
import {
  type CustomToolRow,
  offeredBy,
  operationsOf,
  refusePrivate,
  sealAuth,
  toCustomTool,
} from './custom-tool.ts'

/**
 * Changes a tool of one's own: where it is, what it offers, what it is shown, or whether it may be called. What it is
 * shown was given for its host: another host is shown nothing until that is given anew.
 */
export const changeCustomTool = command({
  name: 'custom-tool.change',
  permission: 'tool:manage',
  input: ChangeCustomTool,
  output: CustomTool,
  async run({ tx, scope, emit }, { customToolId, url, authHeader, authValue, isSuspended, ...given }) {
    const before = await lockCustomTool(tx, customToolId)
    if (url !== undefined) refusePrivate(scope, url)
    const isElsewhere = url !== undefined && new URL(url).origin !== new URL(before.url).origin
    const isAuthGiven = authHeader !== undefined || authValue !== undefined
    if (isAuthGiven && (authHeader === undefined || authValue === undefined))
      throw invalidInput('authHeader, authValue: give both, or neither')
    const row = await updateCustomTool(tx, customToolId, {
      ...(url !== undefined && { url }),
      ...(given.description !== undefined && { description: storableText(given.description) }),
      ...(await offeredAnew(before, given, scope.signal)),
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
  document?: string | undefined
  inputSchema?: Record<string, unknown> | undefined
  isReadOnly?: boolean | undefined
}

async function offeredAnew(before: CustomToolRow, given: Given, signal: AbortSignal) {
  const { kind, name } = before
  if (kind === 'openapi' && given.document === undefined) return {}
  const [operation] = operationsOf(before)
  const { operations, skipped } = await offeredBy(
    {
      kind,
      name,
      description: given.description ?? before.description,
      document: given.document ?? null,
      inputSchema: given.inputSchema ?? operation?.inputSchema ?? null,
      isReadOnly: given.isReadOnly ?? operation?.isReadOnly ?? false,
    },
    signal,
  )
  return { operations: JSON.stringify(operations), skipped: JSON.stringify(skipped) }
}
