import type { ToolDescription } from './model-ports.ts'
import type { ToolSignIns } from './tool-sign-ins.ts'

/** How a tool server is reached, and as whom. */
export type ToolServerAccess = {
  /** There is one session for each key: the tenant, the server and as whom it is called. */
  key: string
  /** Named in log lines about it. */
  of?: { readonly tenantId: string; readonly toolServerId: string }
  /** Called when the server announces that its tools have changed. */
  whenChanged?: () => void
  /** Ignores what is cached: earlier failures and the list of tools. */
  isAnew?: boolean
} & (
  | {
      transport: 'http' | 'sse'
      url: string
      /** Sent with every request; names in lower case. */
      headers: Record<string, string>
    }
  /** A program from the operator's file, by its name there. */
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
 * A session with a tool server. Every call throws a Fault whose `reason` is a ToolServerErrorCode and which never echoes the
 * server's own text, or the signal's reason; a failure of the tool itself is a result with `isError`.
 */
export interface ToolSession {
  readonly protocol: string
  readonly title: string
  /** As last listed by the server; listed again when they change, or after a few minutes. */
  tools(signal: AbortSignal): Promise<readonly ServedTool[]>
  call(
    name: string,
    input: unknown,
    call: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<{ output: unknown; isError: boolean }>
  resources(signal: AbortSignal): Promise<ServedResource[]>
  /** Null if it is not text. */
  readResource(uri: string, signal: AbortSignal): Promise<{ mediaType: string | null; text: string | null }[]>
  prompts(signal: AbortSignal): Promise<ServedPrompt[]>
  getPrompt(
    name: string,
    values: Record<string, string>,
    signal: AbortSignal,
  ): Promise<{ role: 'user' | 'assistant'; text: string }[]>
}

/** Tool servers. A session is kept while it is used and closed when it has been idle for a while. */
export interface ToolServers {
  /** The programs in the operator's file for a tenant. */
  programs(tenantSlug: string): readonly { name: string; title: string }[]
  /** The session with that key, opened if necessary. Throws like its calls. */
  open(access: ToolServerAccess, signal: AbortSignal): Promise<ToolSession>
  readonly signIns: ToolSignIns
  /** Closes the sessions whose keys start with this. */
  forget(keyBeginning: string): void
  close(): Promise<void>
}
