import { Button, Group, Select, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { AttributeValue, Contact, ContactAttribute } from '#contract/shapes/contact.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { PlusIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'
import classes from './contacts.module.css'
import { DefineAttributeDialog } from './define-attribute-dialog.tsx'
import { InlineField } from './inline-field.tsx'

interface AttributesProps {
  contact: Contact
  isReadOnly: boolean
}

/** What this organisation notes of its contacts, changed where it stands. */
export function AttributeFields(props: AttributesProps) {
  const t = useContactMessages()
  const mayDefine = useMay()('contact:manage')
  const [isDefining, setDefining] = useState(false)
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t.attributes}
        </Title>
        {mayDefine && (
          <Button size="xs" variant="subtle" leftSection={<PlusIcon />} onClick={() => setDefining(true)}>
            {t.defineAttribute}
          </Button>
        )}
      </Group>
      <ResourceView of={useResource(resource('contacts.attributes'))}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="var(--quiet)">
              {t.attributesNone} {mayDefine && t.attributesNoneHint}
            </Text>
          ) : (
            <div className={classes.fields}>
              {items.map((attribute) => (
                <AttributeField key={attribute.id} attribute={attribute} {...props} />
              ))}
            </div>
          )
        }
      </ResourceView>
      {isDefining && <DefineAttributeDialog onClose={() => setDefining(false)} />}
    </section>
  )
}

const inputOf = { text: 'text', number: 'number', date: 'date' } as const

function AttributeField({
  attribute,
  contact,
  isReadOnly,
}: AttributesProps & { attribute: ContactAttribute }) {
  const t = useMessages()
  const tContacts = useContactMessages()
  const { key, kind } = attribute
  const value = contact.attributes[key]
  const send = async (next: AttributeValue | null) => {
    await client.contacts.change(contact.id, { attributes: { [key]: next } })
    invalidate('contact', { contactId: contact.id })
  }
  if (kind !== 'boolean')
    return (
      <InlineField
        label={key}
        type={inputOf[kind]}
        value={value === undefined ? '' : String(value)}
        placeholder={isReadOnly ? tContacts.unknown : undefined}
        lengthMax={500}
        isReadOnly={isReadOnly}
        onSave={(typed) => send(typed === '' ? null : kind === 'number' ? Number(typed) : typed)}
      />
    )
  const choose = (next: string | null) =>
    send(next === '' || next === null ? null : next === 'true').catch((error: unknown) =>
      toast({ text: faultSentence(error, t), isFailure: true }),
    )
  return (
    <Select
      label={key}
      data={[
        { value: '', label: tContacts.unknown },
        { value: 'true', label: tContacts.yes },
        { value: 'false', label: tContacts.no },
      ]}
      value={value === undefined ? '' : String(value)}
      disabled={isReadOnly}
      allowDeselect={false}
      onChange={(next) => void choose(next)}
    />
  )
}
