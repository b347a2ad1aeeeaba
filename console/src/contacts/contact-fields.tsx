import { Text, Title } from '@mantine/core'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { useContactWords } from './contact-words.ts'
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
  const words = useContactWords()
  const examples: Record<string, string> = { locale: words.localeExample, timeZone: words.timeZoneExample }
  const save = (key: string) => async (typed: string) => {
    await client.contacts.change(contact.id, { [key]: key === 'name' ? typed : typed || null })
    refresh(`contact/${contact.id}`)
  }
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.facts}
      </Title>
      <div className={classes.fields}>
        {fields.map(({ key, type, lengthMax }) => (
          <InlineField
            key={key}
            label={words[key]}
            type={type}
            value={contact[key] ?? ''}
            placeholder={isReadOnly ? words.unknown : examples[key]}
            lengthMax={lengthMax}
            isReadOnly={isReadOnly}
            onSave={save(key)}
          />
        ))}
        {contact.externalIds.length > 0 && (
          <Text size="sm" c="var(--quiet)" style={{ overflowWrap: 'anywhere' }}>
            {words.externalIds}: {contact.externalIds.join(' · ')}
          </Text>
        )}
      </div>
    </section>
  )
}
