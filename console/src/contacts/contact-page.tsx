import { Alert, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useEffect } from 'react'
import { ApiError } from '#client/index.ts'
import type { ContactCard } from '#contract/shapes/contact.ts'
import { contact, contactErasure } from '../data/contact-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { BackLink } from '../look/back-link.tsx'
import { Empty } from '../look/empty.tsx'
import { CheckIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Page } from '../look/page.tsx'
import { When } from '../look/when.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import { AttributeFields } from './attribute-fields.tsx'
import { ConsentFacts } from './consent-facts.tsx'
import { ContactFields } from './contact-fields.tsx'
import { ContactHistory } from './contact-history.tsx'
import { ContactMenu } from './contact-menu.tsx'
import { Standing } from './contact-row.tsx'
import { useContactWords } from './contact-words.ts'
import classes from './contacts.module.css'
import { nameOf } from './name-of.ts'

/** Everything about one contact; of one who was erased, that this happened. */
export function ContactPage({ contactId }: { contactId: string }) {
  const held = useResource(contact(contactId))
  const isGone = held.error instanceof ApiError && held.error.code === 'not_found'
  if (isGone) return <GoneContact contactId={contactId} />
  return (
    <Loaded of={held} skeleton={<Rows count={6} />}>
      {(card) => <Card card={card} contactId={contactId} />}
    </Loaded>
  )
}

function Card({ card, contactId }: { card: ContactCard; contactId: string }) {
  const words = useContactWords()
  const { general } = useWords()
  const mayWrite = useMay()('contact:write') && !card.erasing
  const name = nameOf(card, words)
  useDocumentTitle(`${name} · ${general.product}`)
  // Who was merged into somebody is shown at that one's address.
  useEffect(() => {
    if (card.id !== contactId) navigate(to.contact(card.id), { replace: true })
  }, [card.id, contactId])
  return (
    <Page
      above={<BackLink href={to.contacts}>{words.back}</BackLink>}
      title={
        <Group gap="sm">
          {name}
          <Standing contact={card} />
        </Group>
      }
      intro={
        <>
          {words.lastSeen}: <When at={card.lastSeenAt} /> · {words.firstSeen}: <When at={card.firstSeenAt} />
          {card.origin && ` · ${words.origin}: ${card.origin}`}
        </>
      }
      actions={!card.erasing && <ContactMenu contact={card} name={name} />}
    >
      <Stack gap="xl">
        {card.erasing && <ErasureProgress contactId={card.id} />}
        <div className={classes.card}>
          <Stack gap="xl">
            <ContactFields contact={card} isReadOnly={!mayWrite} />
            <ConsentFacts card={card} />
          </Stack>
          <Stack gap="xl">
            <ContactHistory contactId={card.id} />
            <AttributeFields contact={card} isReadOnly={!mayWrite} />
          </Stack>
        </div>
      </Stack>
    </Page>
  )
}

function ErasureProgress({ contactId }: { contactId: string }) {
  const words = useContactWords()
  const { value } = useResource(contactErasure(contactId))
  return (
    <Alert variant="outline" role="status">
      <Title order={2} size="h5" mb="xs">
        {words.eraseProgress}
      </Title>
      <Progress value={(value?.progress ?? 0) * 100} aria-label={words.eraseProgress} />
    </Alert>
  )
}

function GoneContact({ contactId }: { contactId: string }) {
  const words = useContactWords()
  return (
    <Loaded of={useResource(contactErasure(contactId))}>
      {({ endedAt }) => (
        <Page above={<BackLink href={to.contacts}>{words.back}</BackLink>} title={words.title}>
          <Empty icon={CheckIcon} title={words.erased} hint={words.erasedHint}>
            {endedAt && (
              <Text size="sm" c="var(--quiet)">
                <When at={endedAt} />
              </Text>
            )}
          </Empty>
        </Page>
      )}
    </Loaded>
  )
}
