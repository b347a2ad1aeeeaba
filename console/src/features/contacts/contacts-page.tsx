import { Button } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import type { Page as PageOf } from '#contract/page.ts'
import type { ContactFilters } from './contact-filters.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ContactsIcon, PlusIcon, SearchIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { Page } from '../../ui/page.tsx'
import { navigate, useAddress } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { AddContactDialog } from './add-contact-dialog.tsx'
import { useContactMessages } from './contact-messages.ts'
import { ContactFilterFields } from './contact-filter-fields.tsx'
import { ContactRow } from './contact-row.tsx'
import classes from './contacts.module.css'

/** Everybody who wrote without an account. What is shown is part of the address. */
export function ContactsPage() {
  const t = useContactMessages()
  const { general } = useMessages()
  const mayWrite = useMay()('contact:write')
  const filters = useContactFilters()
  const [isAdding, setAdding] = useState(false)
  useDocumentTitle(`${t.title} · ${general.product}`)
  return (
    <Page
      title={t.title}
      intro={t.intro}
      actions={
        mayWrite && (
          <Button leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
    >
      <ContactFilterFields filters={filters} />
      <ResourceView
        of={useResource(pages('contacts.list', filters))}
        skeleton={<SkeletonRows count={6} height={64} />}
      >
        {(page) => <ContactList page={page} filters={filters} />}
      </ResourceView>
      {isAdding && <AddContactDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

/** What the address asks for. */
function useContactFilters(): ContactFilters {
  const { searchParams } = useAddress()
  const asked = (name: string, lengthMax: number) => searchParams.get(name)?.trim().slice(0, lengthMax) ?? ''
  const [search, attribute, value] = [asked('search', 200), asked('attribute', 64), asked('value', 500)]
  const blocked = searchParams.get('blocked')
  return {
    ...(search && { search }),
    ...((blocked === 'only' || blocked === 'hide') && { blocked }),
    ...(attribute && { attribute, ...(value && { value }) }),
  }
}

function ContactList({ page, filters }: { page: PageOf<Contact>; filters: ContactFilters }) {
  const t = useContactMessages()
  const { general } = useMessages()
  const { isBusy, submit } = useFormSubmit(async () => {})
  if (page.items.length === 0 && Object.keys(filters).length === 0)
    return <EmptyState icon={ContactsIcon} title={t.none} hint={t.noneHint} />
  if (page.items.length === 0)
    return (
      <EmptyState icon={SearchIcon} title={t.noneFound} hint={t.noneFoundHint}>
        <Button variant="default" onClick={() => navigate(to.contacts, { replace: true })}>
          {t.clearFilters}
        </Button>
      </EmptyState>
    )
  return (
    <>
      <ul className={classes.list} aria-label={t.title}>
        {page.items.map((one) => (
          <ContactRow key={one.id} contact={one} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button mt="md" variant="subtle" loading={isBusy} onClick={() => void submit()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}
