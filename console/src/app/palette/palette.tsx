import '@mantine/spotlight/styles.css'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useEffect, useState, type ReactNode } from 'react'
import { HighlightedText } from '../../ui/highlighted-text.tsx'
import { addressOfFound } from '../../features/conversations/belongs-in-inbox.ts'
import { useStore } from '../../data/store.ts'
import { FileIcon, SearchIcon, ChatIcon } from '../../ui/icons.tsx'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMe } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import type { PaletteItem } from '../../ui/page-items.ts'
import { usePaletteItems } from './palette-items.tsx'
import { overlay } from './overlay.ts'
import classes from './palette.module.css'
import { usePaletteSearch } from './use-palette-search.ts'

/** One line to go anywhere, find anything and do what the console does. */
export function Palette() {
  const { palette } = useMessages()
  const shown = useStore(overlay)
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  const isOpen = shown === 'palette'
  const { hits, passages } = usePaletteSearch(isOpen ? wanted : null)
  const groups = usePaletteItems()
  useEffect(() => {
    if (isOpen) spotlight.open()
    else spotlight.close()
  }, [isOpen])

  const fits = ({ label }: PaletteItem) => label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase())
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={() => overlay.set(null)}
      shortcut={null}
      scrollable
      maxHeight="min(28rem, 60dvh)"
      size="lg"
      centered={false}
      yOffset="12dvh"
    >
      <Spotlight.Search
        placeholder={palette.placeholder}
        aria-label={palette.open}
        leftSection={<SearchIcon size={18} />}
        maxLength={200}
      />
      <Spotlight.ActionsList>
        <FoundConversations hits={hits} />
        <Group label={palette.documents}>
          {passages.map(({ id, documentId, documentName, text, start, end }) => (
            <Spotlight.Action key={id} onClick={() => navigate(to.document(documentId, { start, end }))}>
              <Found icon={<FileIcon />}>
                <span>{documentName}</span>
                <small>{text.slice(0, 120)}</small>
              </Found>
            </Spotlight.Action>
          ))}
        </Group>
        {groups.map(({ label, choices }) => (
          <Group key={label} label={label}>
            {choices.filter(fits).map(({ label: does, icon: Icon, act, keys }) => (
              <Spotlight.Action
                key={does}
                label={does}
                leftSection={<Icon size={18} />}
                rightSection={keys ? <kbd className={classes.keys}>{keys}</kbd> : undefined}
                onClick={act}
              />
            ))}
          </Group>
        ))}
        <Nothing
          isShown={hits.length + passages.length === 0 && !groups.some((one) => one.choices.some(fits))}
        />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function FoundConversations({ hits }: { hits: ReturnType<typeof usePaletteSearch>['hits'] }) {
  const { palette, conversations } = useMessages()
  const ownId = useMe().actor.id
  return (
    <Group label={palette.conversations}>
      {hits.map(({ conversation, title, messages: [first] }) => (
        <Spotlight.Action
          key={conversation.id}
          onClick={() =>
            navigate(
              addressOfFound(conversation, ownId) +
                (first && title.ranges.length === 0 ? `?message=${first.messageId}` : ''),
            )
          }
        >
          <Found icon={<ChatIcon />}>
            <span>{title.text === '' ? conversations.untitled : <HighlightedText {...title} />}</span>
            {first && (
              <small>
                <HighlightedText {...first.excerpt} />
              </small>
            )}
          </Found>
        </Spotlight.Action>
      ))}
    </Group>
  )
}

/** A group that has nothing to show is not shown. */
const Group = ({ label, children }: { label: string; children: ReactNode[] }) =>
  children.length > 0 && <Spotlight.ActionsGroup label={label}>{children}</Spotlight.ActionsGroup>

function Nothing({ isShown }: { isShown: boolean }) {
  const { palette } = useMessages()
  return isShown && <Spotlight.Empty>{palette.none}</Spotlight.Empty>
}

const Found = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <span className={classes.found}>
    {icon}
    <span className={classes.lines} dir="auto">
      {children}
    </span>
  </span>
)
