import type { Reader } from '#platform/database/open.ts'

/** What lets one browser into one widget as one visitor, as long as nothing speaks against it. */
export interface Pass {
  readonly tenantId: string
  readonly id: string
  readonly visitorId: string
  /** Whether the site's server had said who it is. */
  readonly isVerified: boolean
  readonly expiresAt: Date
  readonly widgetId: string
  /** Who answers there; the tenant's first agent for null. */
  readonly agentId: string | null
  /** Whether pages of that origin may call with it. */
  isAllowedAt(origin: string): boolean
}

export interface WidgetPlace {
  readonly tenantId: string
  readonly widgetId: string
}

/** Finds passes. What knows widgets implements it, what lets people in asks it. */
export interface Passes {
  /** The pass of that token, null when there is none or its widget is switched off. Across tenants only. */
  find(tx: Reader, tokenHash: string): Promise<Pass | null>
  /** The same for one that was proved a moment ago. */
  findAgain(tx: Reader, tenantId: string, id: string): Promise<Pass | null>
  /** Where the widget of a public key is, null when there is none or it is switched off. Across tenants only. */
  findPlace(tx: Reader, publicKey: string): Promise<WidgetPlace | null>
}
