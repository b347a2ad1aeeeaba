import { Alert, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useEffect } from 'react'
import { ApiError } from '#client/index.ts'
import type { ContactCard } from '#contract/shapes/contact.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { BackLink } from '../../ui/back-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { Page } from '../../ui/page.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AttributeFields } from './attribute-fields.tsx'
import { ConsentFacts } from './consent-facts.tsx'
import { ContactFields } from './contact-fields.tsx'
import { ContactHistory } from './contact-history.tsx'
import { ContactMenu } from './contact-menu.tsx'
import { Standing } from './contact-row.tsx'
import { useContactMessages } from './contact-messages.ts'
import classes from './contacts.module.css'
import { nameOf } from './name-of.ts'

/** Everything about one contact; of one who was erased, that this happened. */
export function ContactPage({ contactId }: { contactId: string }) {
  const held = useResource(resource('contacts.read', contactId))
  const isGone = held.error instanceof ApiError && held.error.code === 'not_found'
  if (isGone) return <GoneContact contactId={contactId} />
  return (
    <ResourceView of={held} skeleton={<SkeletonRows count={6} />}>
      {(card) => <Card card={card} contactId={contactId} />}
    </ResourceView>
  )
}

function Card({ card, contactId }: { card: ContactCard; contactId: string }) {
  const t = useContactMessages()
  const { general } = useMessages()
  const mayWrite = useMay()('contact:write') && !card.erasing
  const name = nameOf(card, t)
  useDocumentTitle(`${name} · ${general.product}`)
  // Who was merged into somebody is shown at that one's address.
  useEffect(() => {
    if (card.id !== contactId) navigate(to.contact(card.id), { replace: true })
  }, [card.id, contactId])
  return (
    <Page
      above={<BackLink href={to.contacts}>{t.back}</BackLink>}
      title={
        <Group gap="sm">
          {name}
          <Standing contact={card} />
        </Group>
      }
      intro={
        <>
          {t.lastSeen}: <Timestamp at={card.lastSeenAt} /> · {t.firstSeen}:{' '}
          <Timestamp at={card.firstSeenAt} />
          {card.origin && ` · ${t.origin}: ${card.origin}`}
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
  const t = useContactMessages()
  const { value } = useResource(resource('contacts.erasure', contactId))
  return (
    <Alert variant="outline" role="status">
      <Title order={2} size="h5" mb="xs">
        {t.eraseProgress}
      </Title>
      <Progress value={(value?.progress ?? 0) * 100} aria-label={t.eraseProgress} />
    </Alert>
  )
}

function GoneContact({ contactId }: { contactId: string }) {
  const t = useContactMessages()
  return (
    <ResourceView of={useResource(resource('contacts.erasure', contactId))}>
      {({ endedAt }) => (
        <Page above={<BackLink href={to.contacts}>{t.back}</BackLink>} title={t.title}>
          <EmptyState icon={CheckIcon} title={t.erased} hint={t.erasedHint}>
            {endedAt && (
              <Text size="sm" c="var(--quiet)">
                <Timestamp at={endedAt} />
              </Text>
            )}
          </EmptyState>
        </Page>
      )}
    </ResourceView>
  )
}
