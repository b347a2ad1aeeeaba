import { EnterWidget, VisitorSession } from '#contract/shapes/widget.ts'
import { entrustedScope, findWidgetPlace } from '#features/access/index.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { type Identity, verifyIdentity } from '../identity/identity.ts'
import { secretsOf } from '../identity/secret.ts'
import { isAllowedAt } from '../origins.ts'
import type { WidgetRow } from '../widget.ts'
import { admit, findForEntry } from './admit.ts'
import { countOpening } from './openings.ts'

/** Enters a widget with a browser, as the person that the site names or anonymously, and recognizes it later. */
export const enterWidget = flow({
  name: 'widget.enter',
  permission: 'public',
  input: EnterWidget,
  output: VisitorSession,
  secret: true,
  async run({ scope }, { key, identity: shown, details, sessionToken, locale }): Promise<VisitorSession> {
    const { tenantId, widgetId } = await findWidgetPlace(scope.app, key)
    const inside = entrustedScope(scope, tenantId, { kind: 'system', id: null, name: 'widget' })
    const widget = await findForEntry(inside, { widgetId })
    refuseForeign(scope, widget)
    countOpening(scope, 'opened')
    const identity = shown ? identityFor(scope, widget, shown) : null
    if (!identity && widget.identity === 'required')
      throw new Fault('unauthenticated', 'Sign in to the site first.', { reason: 'identity' })
    const entry = {
      widgetId,
      identity,
      details: details ?? {},
      formerToken: sessionToken ?? null,
      locale: locale ?? null,
    }
    try {
      return await admit(inside, entry)
    } catch (error) {
      // Two windows of a person may enter at the same moment; the second finds what the first has created.
      if (error instanceof Fault && error.code === 'conflict') return admit(inside, entry)
      throw error
    }
  },
})

/** The browser names the requesting page. Our own page can only be framed by allowed pages. */
function refuseForeign({ origin: { page } }: Scope, { allowed_origins }: WidgetRow): void {
  if (!page || !(page.isOwn || isAllowedAt(page.origin, allowed_origins)))
    throw forbidden('This page is not allowed to use the widget.')
}

function identityFor(scope: Scope, widget: WidgetRow, shown: Parameters<typeof verifyIdentity>[0]): Identity {
  const { app } = scope
  if (widget.identity === 'off')
    throw new Fault('precondition_failed', 'This widget does not accept identities from the site.')
  countOpening(scope, 'refused', false)
  try {
    return verifyIdentity(shown, {
      secrets: secretsOf(app.vault, widget),
      key: widget.public_key,
      now: app.now(),
    })
  } catch (error) {
    countOpening(scope, 'refused')
    throw error
  }
}
