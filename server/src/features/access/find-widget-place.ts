import type { Application } from '#kernel/application.ts'
import { notFound } from '#kernel/fault.ts'
import type { WidgetPlace } from '#kernel/visitor-session.ts'
import { refuseSuspended } from './suspension.ts'

/** Where the widget of a public key is. Throws Fault `not_found`, and `forbidden` where its tenant is suspended. */
export async function findWidgetPlace(app: Application, publicKey: string): Promise<WidgetPlace> {
  const place = await app.database.system((tx) => app.visitorSessions.findPlace(tx, publicKey))
  if (!place) throw notFound('widget')
  await refuseSuspended(app, place.tenantId)
  return place
}
