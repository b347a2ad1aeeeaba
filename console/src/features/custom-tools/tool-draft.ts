import type { ChangeCustomTool, CustomTool } from '#contract/shapes/custom-tool.ts'
import type { z } from 'zod'
import { parseObject } from './parse-object.ts'

/** A service as it is described in a form. */
export interface ToolDraft {
  kind: CustomTool['kind']
  name: string
  url: string
  document: string
  description: string
  schema: string
  isReadOnly: boolean
  authHeader: string
  authValue: string
}

/** The form of a service that is there. What it is shown and its document are known to nobody: empty, they stay. */
export function draftOf({ kind, name, url, description, operations, authHeader }: CustomTool): ToolDraft {
  const [operation] = operations
  return {
    kind,
    name,
    url,
    document: '',
    description,
    schema: JSON.stringify(operation?.inputSchema ?? {}, null, 2),
    isReadOnly: operation?.isReadOnly ?? false,
    authHeader: authHeader ?? '',
    authValue: '',
  }
}

type Change = Omit<z.input<typeof ChangeCustomTool>, 'customToolId'>

/** What is sent for a form that was changed: only what is other than before. */
export function changeOf(before: ToolDraft, now: ToolDraft): Change {
  const header = now.authHeader.trim()
  const isOther = (key: keyof ToolDraft) => before[key] !== now[key]
  return {
    ...(isOther('url') && { url: now.url.trim() }),
    ...(now.kind === 'openapi'
      ? now.document.trim() !== '' && { document: now.document }
      : {
          ...(isOther('description') && { description: now.description.trim() }),
          ...(isOther('schema') && { inputSchema: parseObject(now.schema) ?? {} }),
          ...(isOther('isReadOnly') && { isReadOnly: now.isReadOnly }),
        }),
    ...(header === ''
      ? before.authHeader !== '' && { authHeader: null, authValue: null }
      : now.authValue !== '' && { authHeader: header, authValue: now.authValue }),
  }
}

/** Whether a secret must be given with it: for another header, and for another host, which is not shown the old one. */
export function wantsSecret(before: ToolDraft, now: ToolDraft): boolean {
  const header = now.authHeader.trim().toLowerCase()
  return header !== '' && (header !== before.authHeader || originOf(before.url) !== originOf(now.url.trim()))
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url)
