/** Whose request something is, as lines of the log say it. */
export interface Asker {
  readonly requestId: string
  readonly tenantId: string
  readonly conversationId?: string | undefined
}
