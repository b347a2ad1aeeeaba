import { Avatar, Badge, Text } from '@mantine/core'
import type { Contact } from '#contract/shapes/contact.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useContactMessages } from './contact-messages.ts'
import classes from './contacts.module.css'
import { nameOf } from './name-of.ts'

/** One contact in the list: who, how to reach them, when they were here. */
export function ContactRow({ contact }: { contact: Contact }) {
  const t = useContactMessages()
  const { email, phone, company } = contact
  const name = nameOf(contact, t)
  return (
    <li className={classes.row}>
      <Avatar name={name} color="initials" size={36} aria-hidden="true" />
      <div className={classes.facts}>
        <Link href={to.contact(contact.id)} className={classes.name}>
          {name}
        </Link>
        <Text size="sm" c="var(--quiet)">
          {[contact.name ? email : null, phone, company].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <div className={classes.marks}>
        <Standing contact={contact} />
        <Text size="xs" c="var(--quiet)">
          {t.lastSeen}: <Timestamp at={contact.lastSeenAt} />
        </Text>
      </div>
    </li>
  )
}

/** Whether a contact is blocked, or about to be nobody. */
export function Standing({ contact: { blocked, erasing } }: { contact: Contact }) {
  const t = useContactMessages()
  if (erasing) return <Badge variant="outline">{t.erasing}</Badge>
  return blocked ? (
    <Badge color="red" variant="outline">
      {t.blocked}
    </Badge>
  ) : null
}
