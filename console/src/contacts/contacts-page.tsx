import { Button } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import type { Page as PageOf } from '#contract/page.ts'
import type { ContactFilters } from '#client/index.ts'
import { change } from '../data/cache.ts'
import { contacts, moreContacts } from '../data/contact-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { ContactsIcon, PlusIcon, SearchIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { Page } from '../look/page.tsx'
import { navigate, useAddress } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useSending } from '../settings/use-sending.ts'
import { useMay } from '../shell/me.ts'
import { useWords } from '../words/words.tsx'
import { AddContactDialog } from './add-contact-dialog.tsx'
import { useContactWords } from './contact-words.ts'
import { ContactFilterFields } from './contact-filter-fields.tsx'
import { ContactRow } from './contact-row.tsx'
import classes from './contacts.module.css'

/** Everybody who wrote without an account. What is shown is part of the address. */
export function ContactsPage() {
  const words = useContactWords()
  const { general } = useWords()
  const mayWrite = useMay()('contact:write')
  const filters = useContactFilters()
  const [isAdding, setAdding] = useState(false)
  useDocumentTitle(`${words.title} · ${general.product}`)
  return (
    <Page
      title={words.title}
      intro={words.intro}
      actions={
        mayWrite && (
          <Button leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )
      }
    >
      <ContactFilterFields filters={filters} />
      <Loaded of={useResource(contacts(filters))} skeleton={<Rows count={6} height={64} />}>
        {(page) => <ContactList page={page} filters={filters} />}
      </Loaded>
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
  const words = useContactWords()
  const { general } = useWords()
  const { isBusy, submit } = useSending(async () => {
    const next = await moreContacts(filters, page)
    change(contacts(filters), () => next)
  })
  if (page.items.length === 0 && Object.keys(filters).length === 0)
    return <Empty icon={ContactsIcon} title={words.none} hint={words.noneHint} />
  if (page.items.length === 0)
    return (
      <Empty icon={SearchIcon} title={words.noneFound} hint={words.noneFoundHint}>
        <Button variant="default" onClick={() => navigate(to.contacts, { replace: true })}>
          {words.clearFilters}
        </Button>
      </Empty>
    )
  return (
    <>
      <ul className={classes.list} aria-label={words.title}>
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
