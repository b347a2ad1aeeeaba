/** A committed event as its listeners receive it. */
export interface CommittedEvent {
  readonly tenantId: string
  readonly number: number
  readonly type: string
  readonly payload: unknown
  readonly actor: { readonly kind: string; readonly id: string | null }
  readonly createdAt: string
}

/** The live topic of a tenant's events from any process: nearly in the order of their numbers, which reveal gaps. */
export const eventTopic = (tenantId: string) => `events:${tenantId}`
