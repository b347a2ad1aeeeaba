import { Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Suspense, useEffect, useRef } from 'react'
import { SkeletonRows } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { Link } from '../../routing/link.tsx'
import { to, type SettingsSection } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { settingsEntries, type SettingsEntry } from './settings-sections.tsx'
import classes from './settings-page.module.css'

/** Settings, one section an address: a list at the side, on a phone a row that scrolls. */
export function SettingsPage({ section }: { section: SettingsSection }) {
  const t = useMessages()
  const may = useMay()
  const shown = settingsEntries.filter(({ permission }) => may(permission))
  const entry = shown.find((other) => other.section === section)
  const title = entry ? entry.label(t) : t.settings.title
  useDocumentTitle(`${title} · ${t.general.product}`)
  return (
    <div className={classes.layout}>
      <nav className={classes.sections} aria-label={t.settings.title} data-scrolls-sideways>
        <Group entries={shown} group="you" current={section} />
        <Group entries={shown} group="organisation" current={section} />
        <Group entries={shown} group="server" current={section} />
      </nav>
      <div className={classes.scroll}>
        {entry ? (
          <div className={classes.page} style={{ maxWidth: entry.width }}>
            <Title order={1} size="h2" mb="lg">
              {title}
            </Title>
            <Suspense fallback={<SkeletonRows />}>
              <entry.Content />
            </Suspense>
          </div>
        ) : (
          <NotFound />
        )}
      </div>
    </div>
  )
}

interface GroupProps {
  entries: readonly SettingsEntry[]
  group: SettingsEntry['group']
  current: SettingsSection
}

function Group({ entries, group, current }: GroupProps) {
  const t = useMessages()
  const mine = entries.filter((entry) => entry.group === group)
  const currentLink = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    // Newer browsers return a promise here, which an effect must not.
    void currentLink.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  if (mine.length === 0) return null
  return (
    <>
      <Text className={classes.group} size="xs" fw={600} c="var(--quiet)">
        {t.settings.groups[group]}
      </Text>
      {mine.map(({ section, label }) => (
        <Link
          key={section}
          href={to.settings(section)}
          ref={section === current ? currentLink : null}
          className={classes.section}
          aria-current={section === current ? 'page' : undefined}
        >
          {label(t)}
        </Link>
      ))}
    </>
  )
}
