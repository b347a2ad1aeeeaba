/** An event that was committed, as those hear it who listen. */
export interface CommittedEvent {
  readonly tenantId: string
  readonly number: number
  readonly type: string
  readonly payload: unknown
  readonly actor: { readonly kind: string; readonly id: string | null }
  readonly createdAt: string
}

/**
 * The live topic on which a tenant's events are heard, from whichever process committed them: nearly in the order of their
 * numbers, which tell where one is missing.
 */
export const eventTopic = (tenantId: string) => `events:${tenantId}`
