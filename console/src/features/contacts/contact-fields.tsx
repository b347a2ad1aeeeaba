import { Text, Title } from '@mantine/core'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useContactMessages } from './contact-messages.ts'
import classes from './contacts.module.css'
import { InlineField } from './inline-field.tsx'

const fields = [
  { key: 'name', type: 'text', lengthMax: 100 },
  { key: 'email', type: 'email', lengthMax: 254 },
  { key: 'phone', type: 'tel', lengthMax: 40 },
  { key: 'company', type: 'text', lengthMax: 200 },
  { key: 'locale', type: 'text', lengthMax: 35 },
  { key: 'timeZone', type: 'text', lengthMax: 60 },
] as const

/** What is known of everybody, changed where it stands. */
export function ContactFields({ contact, isReadOnly }: { contact: Contact; isReadOnly: boolean }) {
  const t = useContactMessages()
  const examples: Record<string, string> = { locale: t.localeExample, timeZone: t.timeZoneExample }
  const save = (key: string) => async (typed: string) => {
    await client.contacts.change(contact.id, { [key]: key === 'name' ? typed : typed || null })
    invalidate('contact', { contactId: contact.id })
  }
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {t.facts}
      </Title>
      <div className={classes.fields}>
        {fields.map(({ key, type, lengthMax }) => (
          <InlineField
            key={key}
            label={t[key]}
            type={type}
            value={contact[key] ?? ''}
            placeholder={isReadOnly ? t.unknown : examples[key]}
            lengthMax={lengthMax}
            isReadOnly={isReadOnly}
            onSave={save(key)}
          />
        ))}
        {contact.externalIds.length > 0 && (
          <Text size="sm" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
            {t.externalIds}: {contact.externalIds.join(' · ')}
          </Text>
        )}
      </div>
    </section>
  )
}
