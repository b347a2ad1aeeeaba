import type { ToolDescription } from './model-ports.ts'
import type { ToolSignIns } from './tool-sign-ins.ts'

/** How a server of tools is reached, and as whom. */
export type ToolServerAccess = {
  /** One session is kept for each: the tenant, the server and as whom it is called. */
  key: string
  /** Named in lines of the log that are about it. */
  of?: { readonly tenantId: string; readonly toolServerId: string }
  /** Called when the server says that its tools are others now. */
  whenChanged?: () => void
  /** What was heard before is not believed: neither that it fails nor what it offered. */
  isAnew?: boolean
} & (
  | {
      transport: 'http' | 'sse'
      url: string
      /** Sent with every request; the names in lower case. */
      headers: Record<string, string>
    }
  /** A program of the operator's own file, by its name there. */
  | { transport: 'program'; program: string }
)

/** A tool as its server describes it. */
export interface ServedTool extends ToolDescription {
  readonly title: string
  readonly isReadOnly: boolean
  readonly isDestructive: boolean
  readonly isIdempotent: boolean
  readonly isOpenWorld: boolean
}

export interface ServedResource {
  readonly uri: string
  readonly name: string
  readonly description: string
  readonly mediaType: string | null
}

export interface ServedPrompt {
  readonly name: string
  readonly description: string
  readonly arguments: readonly { name: string; description: string; isRequired: boolean }[]
}

/**
 * One conversation with a server of tools. Every call throws a Fault whose `reason` is a ToolServerErrorCode of the
 * contract and that never echoes the server's own text, or the signal's reason; a tool's own failure is an answer with
 * `isError`.
 */
export interface ToolSession {
  readonly protocol: string
  readonly title: string
  /** As the server told last; asked again when it said that they changed, or a few minutes later. */
  tools(signal: AbortSignal): Promise<readonly ServedTool[]>
  call(
    name: string,
    input: unknown,
    call: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<{ output: unknown; isError: boolean }>
  resources(signal: AbortSignal): Promise<ServedResource[]>
  /** Null for what is no text. */
  readResource(uri: string, signal: AbortSignal): Promise<{ mediaType: string | null; text: string | null }[]>
  prompts(signal: AbortSignal): Promise<ServedPrompt[]>
  getPrompt(
    name: string,
    values: Record<string, string>,
    signal: AbortSignal,
  ): Promise<{ role: 'user' | 'assistant'; text: string }[]>
}

/** Servers of tools. A session is kept while it is used and closed when nobody has used it for a while. */
export interface ToolServers {
  /** The programs that the operator's file names for a tenant. */
  programs(tenantSlug: string): readonly { name: string; title: string }[]
  /** The session of that key, opened unless there is one. Throws like its calls. */
  open(access: ToolServerAccess, signal: AbortSignal): Promise<ToolSession>
  readonly signIns: ToolSignIns
  /** Closes the sessions whose key begins so. */
  forget(keyBeginning: string): void
  close(): Promise<void>
}
