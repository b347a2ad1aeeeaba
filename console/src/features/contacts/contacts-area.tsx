import type { Route } from '../../routing/route.ts'
import { ContactPage } from './contact-page.tsx'
import { ContactsPage } from './contacts-page.tsx'

/** The contacts, and the card of one of them. */
export function ContactsArea({ route }: { route: Extract<Route, { name: 'contacts' | 'contact' }> }) {
  return route.name === 'contacts' ? (
    <ContactsPage />
  ) : (
    <ContactPage key={route.contactId} contactId={route.contactId} />
  )
}
