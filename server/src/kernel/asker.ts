/** Whose request something belongs to, as logged. */
export interface Asker {
  readonly requestId: string
  readonly tenantId: string
  readonly conversationId?: string | undefined
}
