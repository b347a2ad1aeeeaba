import { Text } from '@mantine/core'
import { type ComponentType, lazy, Suspense } from 'react'
import {
  AgentIcon,
  BookIcon,
  ChartIcon,
  ContactsIcon,
  InboxIcon,
  SearchIcon,
  SettingsIcon,
  TalkIcon,
  type IconProps,
} from '../look/icons.tsx'
import mark from '../look/icon.svg'
import { commandKey } from '../palette/command-key.ts'
import { UnreadBadge } from '../conversations/reading/unread-badge.tsx'
import { deskCounts } from '../data/desk-resources.ts'
import { unread } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { places } from '../console-client.ts'
import { useCell } from '../data/cell.ts'
import { overlay } from '../palette/overlay.ts'
import { Link } from '../routing/link.tsx'
import { to, type Route } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { useMay } from './me.ts'
import classes from './shell.module.css'

const TenantSwitcher = lazy(async () => ({
  default: (await import('./tenant-switcher.tsx')).TenantSwitcher,
}))

type RoomName = 'inbox' | 'conversations' | 'agents' | 'knowledge' | 'contacts' | 'reports' | 'settings'

interface RoomEntry {
  name: RoomName
  href: string
  icon: ComponentType<IconProps>
  /** Who may not do this does not see the room. */
  permission: string
}

/** Every room, in the order of the rail. */
export const rooms: readonly RoomEntry[] = [
  { name: 'inbox', href: to.inbox, icon: InboxIcon, permission: 'desk:read' },
  { name: 'conversations', href: to.conversations, icon: TalkIcon, permission: 'conversation:read' },
  { name: 'agents', href: to.agents, icon: AgentIcon, permission: 'agent:write' },
  { name: 'knowledge', href: to.knowledge, icon: BookIcon, permission: 'knowledge:read' },
  { name: 'contacts', href: to.contacts, icon: ContactsIcon, permission: 'contact:read' },
  { name: 'reports', href: to.reports, icon: ChartIcon, permission: 'report:read' },
  { name: 'settings', href: to.settings(), icon: SettingsIcon, permission: 'profile:read' },
]

const roomOf: Partial<Record<Route['name'], RoomName>> = {
  inbox: 'inbox',
  'inbox-conversation': 'inbox',
  conversations: 'conversations',
  'new-conversation': 'conversations',
  conversation: 'conversations',
  project: 'conversations',
  contacts: 'contacts',
  contact: 'contacts',
  knowledge: 'knowledge',
  unanswered: 'knowledge',
  dictionary: 'knowledge',
  source: 'knowledge',
  site: 'knowledge',
  tests: 'knowledge',
  document: 'knowledge',
  agents: 'agents',
  'new-agent': 'agents',
  agent: 'agents',
  reports: 'reports',
  settings: 'settings',
}

/** How many conversations hold something unread. */
function Unread() {
  const { conversations } = useWords()
  const count = useResource(unread).value?.conversations ?? 0
  return <UnreadBadge count={count} label={conversations.unreadConversations} />
}

/** How many conversations wait for a person. */
function Waiting() {
  const { conversations } = useWords()
  const count = useResource(deskCounts('open')).value?.unassigned ?? 0
  return <UnreadBadge count={count} label={conversations.waitingForPerson} />
}

/** The rooms: a rail at the side, on a phone a bar at the bottom. */
export function Rail({ route }: { route: Route }) {
  const words = useWords()
  const may = useMay()
  const isInSeveral = useCell(places).length > 1
  return (
    <nav className={classes.rail} aria-label={words.general.rooms}>
      <img className={classes.mark} src={mark} alt={words.general.product} width={32} height={32} />
      <button
        type="button"
        className={classes.find}
        onClick={() => overlay.set('palette')}
        title={`${words.palette.open} (${commandKey} K)`}
      >
        <SearchIcon size={20} />
        <Text span size="xs" className={classes.room_name}>
          {words.palette.short}
        </Text>
      </button>
      {rooms
        .filter(({ permission }) => may(permission))
        .map(({ name, href, icon: Icon }) => (
          <Link
            key={name}
            href={href}
            className={classes.room_link}
            data-room={name}
            aria-current={roomOf[route.name] === name ? 'page' : undefined}
          >
            <span className={classes.room_icon}>
              <Icon size={22} />
              {name === 'conversations' && <Unread />}
              {name === 'inbox' && <Waiting />}
            </span>
            <Text span size="xs" className={classes.room_name}>
              {words.rooms[name]}
            </Text>
          </Link>
        ))}
      {(isInSeveral || may('platform:manage')) && (
        <Suspense fallback={null}>
          <TenantSwitcher />
        </Suspense>
      )}
    </nav>
  )
}
