import type { Reader } from '#platform/database/open.ts'

/** One visitor’s session in one widget, in one browser, while nothing speaks against it. */
export interface VisitorSession {
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

/** Finds visitor sessions. What knows widgets implements it, what lets people in asks it. */
export interface VisitorSessions {
  /** The visitor session of that token, null when there is none or its widget is switched off. Across tenants only. */
  find(tx: Reader, tokenHash: string): Promise<VisitorSession | null>
  /** The same for one that was proved a moment ago. */
  findAgain(tx: Reader, tenantId: string, id: string): Promise<VisitorSession | null>
  /** Where the widget of a public key is, null when there is none or it is switched off. Across tenants only. */
  findPlace(tx: Reader, publicKey: string): Promise<WidgetPlace | null>
}
