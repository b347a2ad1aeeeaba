import { z } from 'zod'
import { EnterWidget, type VisitorSession, WidgetRef } from '#contract/shapes/widget.ts'
import { announceEnd, hashToken, newToken } from '#features/access/index.ts'
import { addContact } from '#features/contacts/index.ts'
import { findContact } from '#features/people/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { readStep, step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Identity } from '../identity/identity.ts'
import { insertVisitorSession, removeVisitorSession } from '../visitor-sessions/visitor-session-store.ts'
import { formsOf, type WidgetRow } from '../widget.ts'
import { requireWidget } from '../widget-store.ts'
import { findFormer, type Former } from './former.ts'
import { noteDetails } from './note-details.ts'
import { verifiedContact } from './verified-contact.ts'

/** The widget to enter. Part of `enterWidget`. */
export const findForEntry = readStep(({ tx }, { widgetId }: { widgetId: string }) =>
  requireWidget(tx, widgetId),
)

const Entry = WidgetRef.extend({
  identity: z.custom<Identity>().nullable(),
  details: EnterWidget.shape.details.unwrap(),
  formerToken: z.string().nullable(),
  locale: z.string().nullable(),
})
type Entry = z.output<typeof Entry>

/** Opens a visitor session for a browser, as the person it is now known to be. Part of `enterWidget`. */
export const admit = step(async (context, entry: Entry): Promise<VisitorSession> => {
  const { tx, scope } = context
  const widget = await requireWidget(tx, entry.widgetId)
  const former =
    entry.formerToken === null ? null : await findFormer(tx, hashToken(entry.formerToken), widget)
  const visitorId = await whoEnters(context, widget, former, entry)
  if (former && entry.identity) {
    await removeVisitorSession(tx, former.visitorSession.id)
    announceEnd(context, former.visitorSession.id)
  }
  const { token, hash } = newToken('visitor-session')
  const { identity, details } = entry
  const now = scope.app.now()
  const expiresAt = identity?.expiresAt ?? new Date(now.getTime() + scope.app.settings.refreshTokenLifetimeMs)
  await insertVisitorSession(tx, scope.tenantId, {
    widgetId: widget.id,
    visitorId,
    tokenHash: hash,
    isVerified: identity !== null,
    expiresAt,
    consentedAt: details.consent ? now : null,
  })
  const visitor = await findContact(tx, scope.tenantId, visitorId)
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    visitor: { id: visitorId, name: visitor?.name ?? '', isVerified: identity !== null },
  }
})

/** The person whose identity the site verified, the browser's previous visitor, or a new one. */
async function whoEnters(
  context: CommandContext,
  widget: WidgetRow,
  former: Former | null,
  { identity, details, locale }: Entry,
): Promise<string> {
  const { consent: _, ...said } = details
  if (identity) {
    const id = await verifiedContact(context, widget, identity, former?.isAnonymous ? former.visitorId : null)
    await noteDetails(context, id, { ...said, locale }, { isVerified: true })
    return id
  }
  if (former?.isAnonymous) {
    await noteDetails(context, former.visitorId, { ...said, locale }, { isVerified: false })
    return former.visitorId
  }
  requireAsked(widget, details)
  const { id } = await addContact.within(context, { origin: widget.name, ...said })
  await noteDetails(context, id, { locale }, { isVerified: false })
  return id
}

/** The required fields of the pre-chat form must be present. */
function requireAsked(widget: WidgetRow, details: Entry['details']): void {
  const { before, consent } = formsOf(widget)
  const missing = [
    ...before.filter(({ key, isRequired }) => isRequired && !details[key]).map(({ key }) => key),
    ...(consent !== '' && !details.consent ? ['consent'] : []),
  ]
  const [first] = missing
  if (first === undefined) return
  throw invalidInput(
    `details.${first}: missing`,
    missing.map((key) => ({ path: `details.${key}`, message: 'missing' })),
  )
}
