import type { WidgetDetails, WidgetDoor, VisitorSession } from '#contract/shapes/widget.ts'
import type { z } from 'zod'
import { ApiError } from '#client/api-error.ts'
import type { Bearer } from '#client/bearer.ts'
import { callsOf } from '#client/calls.ts'
import { openTransport, type Transport } from '#client/transport.ts'
import { widgetsRoutes } from '#contract/routes/widgets.ts'
import type { SiteIdentity } from '../bridge-messages.ts'
import type { Keeping } from './keeping.ts'

type Details = z.input<typeof WidgetDetails> & { consent?: boolean }

/** The visitor, as far as known, and how they are recognised again. */
export interface Visitor {
  readonly transport: Transport
  /** Whether the visitor is already identified, so that no form is needed. */
  isKnown(): boolean
  isVerified(): boolean
  readDoor(): Promise<WidgetDoor>
  /** Gets in, unless one is in already. Throws ApiError. */
  enter(details?: Details): Promise<void>
  /** Sets the identity from now on. True if it is a different visitor. Throws ApiError. */
  identify(identity: SiteIdentity): Promise<boolean>
  giveDetails(details: z.input<typeof WidgetDetails>): Promise<void>
  /** Forgets the visitor. */
  leave(): Promise<void>
}

interface Asking {
  key: string
  keeping: Keeping
  /** Requests a fresh identity from the site; null if it gives none. */
  freshIdentity(): Promise<SiteIdentity | null>
  /** Called when the visitor’s session is no longer valid. */
  onLost(): void
}

const VISITOR_SESSION = 'visitor-session'

export function openVisitor({ key, keeping, freshIdentity, onLost }: Asking): Visitor {
  let visitorSession = readVisitorSession(keeping)
  let identity: SiteIdentity | null = null
  let renewing: Promise<boolean> | null = null
  let entering: Promise<void> | null = null

  const keep = (next: VisitorSession | null) => {
    visitorSession = next
    keeping.write(VISITOR_SESSION, next && JSON.stringify(next))
  }
  const ask = async (details?: Details) => {
    const body = {
      ...(identity && { identity }),
      ...(details && { details }),
      ...(visitorSession && { sessionToken: visitorSession.token }),
      locale: navigator.language,
    }
    keep(await door.enter(key, body))
  }
  const renewNow = async (refused: string): Promise<boolean> => {
    if (visitorSession && visitorSession.token !== refused) return true
    const before = visitorSession?.visitor
    if (before?.isVerified) identity = await freshIdentity()
    try {
      await ask()
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === 'unavailable' || error.code === 'rate_limited')
        throw error
      keep(null)
      onLost()
      return false
    }
    if (before && visitorSession?.visitor.id !== before.id) onLost()
    return true
  }
  const bearer: Bearer = {
    current: () => visitorSession?.token ?? null,
    renew(refused) {
      renewing ??= renewNow(refused).finally(() => {
        renewing = null
      })
      return renewing
    },
    tenant: () => null,
  }
  const transport = openTransport('', bearer)
  const { widgetDoor: door } = callsOf(transport, widgetsRoutes)

  return {
    transport,
    isKnown: () => visitorSession !== null,
    isVerified: () => visitorSession?.visitor.isVerified ?? false,
    readDoor: () => door.read(key),
    enter(details) {
      if (visitorSession) return Promise.resolve()
      entering ??= ask(details).finally(() => {
        entering = null
      })
      return entering
    },
    async identify(given) {
      const before = visitorSession?.visitor.id
      identity = given
      await ask()
      return before !== visitorSession?.visitor.id
    },
    giveDetails: (details) => door.giveDetails(details),
    async leave() {
      const hadVisitorSession = visitorSession !== null
      identity = null
      if (hadVisitorSession) await door.leave().catch(() => {})
      keep(null)
    },
  }
}

function readVisitorSession(keeping: Keeping): VisitorSession | null {
  try {
    return JSON.parse(keeping.read(VISITOR_SESSION) ?? 'null') as VisitorSession | null
  } catch {
    return null
  }
}
